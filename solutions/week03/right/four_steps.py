# Other right answers to four_steps.py: a cell a program.

# %% yhat__column_by_column
"""w0 times the first column and w1 times the second."""
def yhat(X, What):
    return What[0] * X[:, [0]] + What[1] * X[:, [1]]

# %% yhat__einsum
"""Says the sum of products by index."""
def yhat(X, What):
    return torch.einsum("ij,jk->ik", X, What)

# %% yhat__in_double
"""Works in double inside and comes back."""
def yhat(X, What):
    return (X.double() @ What.double()).float()

# %% yhat__linear
"""Uses the functional linear layer."""
def yhat(X, What):
    return torch.nn.functional.linear(X, What.T)

# %% yhat__matmul
"""Uses the function."""
def yhat(X, What):
    return torch.matmul(X, What)

# %% yhat__names_it
"""Keeps a local variable of the same name."""
def yhat(X, What):
    yhat = X.mm(What)
    return yhat

# %% yhat__sums_rows
"""Sums products along rows."""
def yhat(X, What):
    return (X * What.T).sum(axis=1, keepdim=True)

# %% sse__adds_up_in_a_loop
"""Adds in a Python loop."""
def sse(y, yhat):
    total = 0
    for i in range(len(y)):
        total = total + (y[i, 0] - yhat[i, 0]) ** 2
    return total

# %% sse__expands_the_square
"""Sums yy - 2y·yhat + yhat·yhat."""
def sse(y, yhat):
    return torch.sum(y * y) - 2 * torch.sum(y * yhat) + torch.sum(yhat * yhat)

# %% sse__functional
"""Uses torch.nn.functional."""
def sse(y, yhat):
    return torch.nn.functional.mse_loss(yhat, y, reduction="sum")

# %% sse__in_double
"""Adds in double inside and comes back."""
def sse(y, yhat):
    return torch.sum((y.double() - yhat.double()) ** 2).float()

# %% sse__inner_product
"""Writes the sum as r'r."""
def sse(y, yhat):
    r = (y - yhat).flatten()
    return r @ r

# %% sse__method
"""Uses methods and pow."""
def sse(y, yhat):
    return (y - yhat).pow(2).sum()

# %% sse__mseloss
"""Uses torch.nn.MSELoss."""
def sse(y, yhat):
    loss_fn = torch.nn.MSELoss(reduction="sum")
    return loss_fn(yhat, y)

# %% sse__norm
"""Squares the norm."""
def sse(y, yhat):
    return torch.linalg.norm(y - yhat) ** 2

# %% sse__other_way_round
"""Takes yhat - y."""
def sse(y, yhat):
    error = yhat - y
    return torch.sum(error * error)

# %% gradient_by_hand__adds_up_in_a_loop
"""Adds row after row in a Python loop."""
def gradient_by_hand(X, y, What):
    total = torch.zeros(2, 1)
    for i in range(len(y)):
        residual = y[i, 0] - X[i] @ What.data[:, 0]
        total = total - 2 * residual * X[i].reshape(2, 1)
    return total

# %% gradient_by_hand__asks_autograd
"""Asks autograd on a leaf of its own."""
def gradient_by_hand(X, y, What):
    W = What.data.clone().requires_grad_()
    (slope,) = torch.autograd.grad(torch.sum((y - X @ W) ** 2), [W])
    return slope

# %% gradient_by_hand__backward_on_a_copy
"""Calls backward on a leaf of its own."""
def gradient_by_hand(X, y, What):
    W = What.detach().clone().requires_grad_()
    torch.sum((y - X @ W) ** 2).backward()
    return W.grad

# %% gradient_by_hand__broadcasts
"""Multiplies by element and sums the rows."""
def gradient_by_hand(X, y, What):
    return (-2 * X * (y - X @ What.data)).sum(axis=0).reshape(2, 1)

# %% gradient_by_hand__calls_its_own_yhat
"""Calls yhat of this file, and turns the bracket round."""
def gradient_by_hand(X, y, What):
    return 2 * X.T @ (yhat(X, What.data) - y)

# %% gradient_by_hand__central_difference
"""A central difference, which is exact for a parabola."""
def gradient_by_hand(X, y, What):
    slope = []
    for i in range(2):
        left, right = What.data.clone(), What.data.clone()
        left[i] -= 1
        right[i] += 1
        slope.append((torch.sum((y - X @ right) ** 2) - torch.sum((y - X @ left) ** 2)) / 2)
    return torch.stack(slope).reshape(2, 1)

# %% gradient_by_hand__comes_back_from_double
"""Works in double inside and comes back."""
def gradient_by_hand(X, y, What):
    X, y, W = X.double(), y.double(), What.data.double()
    return (-2 * X.T @ (y - X @ W)).float()

# %% gradient_by_hand__einsum
"""Says the sum of products by index."""
def gradient_by_hand(X, y, What):
    return -2 * torch.einsum("ij,ik->jk", X, y - X @ What.data)

# %% gradient_by_hand__expands
"""Multiplies the bracket out, as the lecture does on the way."""
def gradient_by_hand(X, y, What):
    return -2 * X.T @ y + 2 * X.T @ X @ What.data

# %% gradient_by_hand__keeps_the_graph
"""Leaves What in its graph, which does no harm."""
def gradient_by_hand(X, y, What):
    return -2 * X.T @ (y - X @ What)

# %% gradient_by_hand__two_formulas
"""A formula each for w0 and w1, put together."""
def gradient_by_hand(X, y, What):
    x = X[:, 1:]
    residual = y - What.data[0] - What.data[1] * x
    return torch.stack([-2 * residual.sum(), -2 * (x * residual).sum()]).reshape(2, 1)

# %% backward__autograd
"""Calls the engine's own function."""
def backward(loss):
    torch.autograd.backward(loss)

# %% backward__keeps_the_graph
"""Keeps the graph, which does no harm."""
def backward(loss):
    loss.backward(retain_graph=True)

# %% backward__returns_the_loss
"""Returns something as well."""
     loss.backward()
+    return loss

# %% backward__with_a_seed_gradient
"""Gives the outer gradient 1 explicitly."""
def backward(loss):
    loss.backward(torch.ones_like(loss))

# %% update__copies
"""Copies the new values in under no_grad."""
-    What.data = What.data - lr * What.grad
+    with torch.no_grad():
+        What.copy_(What - lr * What.grad)

# %% update__data_in_place
"""Subtracts in place from .data."""
-    What.data = What.data - lr * What.grad
+    What.data -= lr * What.grad.data

# %% update__in_double
"""Works in double inside and comes back."""
-    What.data = What.data - lr * What.grad
+    What.data = (What.data.double() - lr * What.grad.double()).float()

# %% update__no_grad_in_place
"""In place under no_grad, then zeroed."""
def update(What, lr):
    with torch.no_grad():
        What -= lr * What.grad
    What.grad.zero_()
    return What

# %% update__number_by_number
"""Moves each number by itself."""
-    What.data = What.data - lr * What.grad
+    for i in range(2):
+        What.data[i, 0] = What.data[i, 0] - lr * What.grad[i, 0]

# %% update__optimiser
"""Lets SGD make the step."""
def update(What, lr):
    optimizr = torch.optim.SGD([What], lr=lr)
    optimizr.step()
    optimizr.zero_grad()
    return What

# %% update__returns_nothing
"""Changes What in place and returns nothing: the tape is graded."""
-    return What

# %% update__sub_with_alpha
"""Uses sub_ with alpha."""
def update(What, lr):
    What.data.sub_(What.grad, alpha=lr)
    What.grad = torch.zeros_like(What)
    return What

# %% one_epoch__autograd_grad
"""Asks autograd.grad for the gradient."""
def one_epoch(X, y, What, lr=1/1000):
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    (slope,) = torch.autograd.grad(loss, [What])
    What.data = What.data - lr * slope
    return What

# %% one_epoch__clears_first
"""Clears before backward instead of after the update."""
 def one_epoch(X, y, What, lr=1/1000):
+    if What.grad is not None:
+        What.grad.zero_()

-    What.data = What.data - lr * What.grad
-    What.grad = None
+    What.data -= lr * What.grad

# %% one_epoch__flat_inside
"""Works with flat vectors inside."""
-    yhat = X @ What
-    # step2: loss
-    loss = torch.sum((y - yhat) ** 2)
+    x = X[:, 1]
+    yhat = What[0] + What[1] * x
+    loss = torch.sum((y.flatten() - yhat) ** 2)

# %% one_epoch__gradient_by_hand
"""Writes the gradient by hand, without backward."""
def one_epoch(X, y, What, lr=1/1000):
    yhat = X @ What.data
    gradient = 2 * X.T @ (yhat - y)
    What.data = What.data - lr * gradient
    return What

# %% one_epoch__in_one_line
"""Has no yhat and no loss of its own."""
def one_epoch(X, y, What, lr=1/1000):
    torch.sum((y - X @ What) ** 2).backward()
    What.data -= lr * What.grad
    What.grad = None
    return What

# %% one_epoch__no_grad_in_place
"""Updates in place under no_grad."""
-    What.data = What.data - lr * What.grad
-    What.grad = None
+    with torch.no_grad():
+        What -= lr * What.grad
+        What.grad.zero_()

# %% one_epoch__optimiser
"""Lets SGD make the steps."""
 def one_epoch(X, y, What, lr=1/1000):
+    optimizr = torch.optim.SGD([What], lr=lr)

-    What.data = What.data - lr * What.grad
-    What.grad = None
+    optimizr.step()
+    optimizr.zero_grad()

# %% one_epoch__optimiser_clears_first
"""zero_grad first, as many tutorials do."""
def one_epoch(X, y, What, lr=1/1000):
    optimizr = torch.optim.SGD([What], lr=lr)
    optimizr.zero_grad()
    loss = torch.nn.functional.mse_loss(X @ What, y, reduction="sum")
    loss.backward()
    optimizr.step()
    return What

# %% one_epoch__own_functions
"""Calls the functions of this file."""
def one_epoch(X, y, What, lr=1/1000):
    prediction = yhat(X, What)
    loss = sse(y, prediction)
    backward(loss)
    update(What, lr)
    return What

# %% one_epoch__returns_nothing
"""Changes What in place and returns nothing."""
-    return What

# %% one_epoch__through_double
"""Updates in double and comes back."""
-    What.data = What.data - lr * What.grad
+    What.data = (What.data.double() - lr * What.grad.double()).float()

# %% one_epoch__two_scalars
"""Works on the two numbers apart and writes them back each epoch."""
-    yhat = X @ What
+    x = X[:, 1:]
+    yhat = What[0] + What[1] * x

-    What.data = What.data - lr * What.grad
+    for i in range(2):
+        What.data[i] -= lr * What.grad[i]

# %% fit__autograd_grad
"""Asks autograd.grad for the gradient."""
-        loss.backward()
-        # step4: update
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        (slope,) = torch.autograd.grad(loss, [What])
+        What.data = What.data - lr * slope

# %% fit__clears_first
"""Clears before backward instead of after the update."""
     for epoc in range(epochs):
+        if What.grad is not None:
+            What.grad.zero_()

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What.data -= lr * What.grad

# %% fit__counts_with_while
"""Counts with while, and makes the prediction with einsum."""
def fit(X, y, What, lr=1/1000, epochs=30):
    epoc = 0
    while epoc < epochs:
        yhat = torch.einsum("ij,jk->ik", X, What)
        error = yhat - y
        loss = (error * error).sum()
        loss.backward()
        What.data.sub_(lr * What.grad)
        What.grad = None
        epoc += 1
    return What

# %% fit__flat_inside
"""Works with flat vectors inside."""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    x = X[:, 1]

-        yhat = X @ What
-        # step2: loss
-        loss = torch.sum((y - yhat) ** 2)
+        yhat = What[0] + What[1] * x
+        loss = torch.sum((y.flatten() - yhat) ** 2)

# %% fit__gradient_by_hand
"""Writes the gradient by hand, without backward."""
def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What.data
        gradient = 2 * X.T @ (yhat - y)
        What.data = What.data - lr * gradient
    return What

# %% fit__gradient_by_hand_expanded
"""The normal equations' gradient, with the loss only looked at."""
def fit(X, y, What, lr=1/1000, epochs=30):
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = X @ What
            loss = torch.sum((y - yhat) ** 2)
            What -= lr * (2 * X.T @ X @ What - 2 * X.T @ y)
    return What

# %% fit__in_one_line
"""Has no yhat and no loss of its own."""
def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        torch.sum((y - X @ What) ** 2).backward()
        What.data -= lr * What.grad
        What.grad = None
    return What

# %% fit__keeps_a_history
"""Collects losses and prints now and then."""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    history = []

         loss.backward()
+        history.append(loss.item())

         What.grad = None
+        if epoc % 10 == 0:
+            print(epoc, loss.item())

# %% fit__new_leaf_each_epoch
"""Makes a new leaf every epoch and writes the last one back."""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    given = What

-        What.data = What.data - lr * What.grad
-        What.grad = None
-    return What
+        What = (What - lr * What.grad).detach().requires_grad_()
+    given.data = What.data
+    return given

# %% fit__new_leaf_is_returned
"""Makes a new leaf every epoch and returns the last: the tape is graded."""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What = (What.data - lr * What.grad).requires_grad_()

# %% fit__no_grad_in_place
"""Updates in place under no_grad."""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        with torch.no_grad():
+            What -= lr * What.grad
+            What.grad.zero_()

# %% fit__optimiser
"""Lets SGD make the steps."""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit__optimiser_clears_first
"""zero_grad first, as many tutorials do."""
def fit(X, y, What, lr=1/1000, epochs=30):
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        loss = torch.nn.functional.mse_loss(X @ What, y, reduction="sum")
        loss.backward()
        optimizr.step()
    return What

# %% fit__own_functions
"""Calls the functions of this file."""
def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        prediction = yhat(X, What)
        loss = sse(y, prediction)
        backward(loss)
        update(What, lr)
    return What

# %% fit__returns_nothing
"""Changes What in place and returns nothing."""
-    return What

# %% fit__through_double
"""Updates in double and comes back."""
-        What.data = What.data - lr * What.grad
+        What.data = (What.data.double() - lr * What.grad.double()).float()

# %% fit__two_scalars
"""Works on the two numbers apart and writes them back each epoch."""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    x = X[:, 1:]

-        yhat = X @ What
+        yhat = What[0] + What[1] * x

-        What.data = What.data - lr * What.grad
+        for i in range(2):
+            What.data[i] -= lr * What.grad[i]
