# Other right answers to regression_by_hand.py: a cell a program.

# %% load_regression__by_name_and_method
"""Columns by name, to(dtype), unsqueeze."""
-    x = torch.tensor(df.x).float().reshape(-1, 1)
-    y = torch.tensor(df.y).float().reshape(-1, 1)
+    x = torch.tensor(df["x"].values).to(torch.float32).unsqueeze(1)
+    y = torch.tensor(df["y"].values).to(torch.float32).unsqueeze(1)

# %% load_regression__casts_in_pandas
"""Casts in pandas and slices the columns out of one tensor."""
def load_regression(path):
    table = torch.from_numpy(pd.read_csv(path).astype("float32").to_numpy())
    return table[:, :1], table[:, 1:2]

# %% load_regression__of_lists
"""Goes through lists."""
def load_regression(path):
    df = pd.read_csv(path)
    return torch.tensor(df.x.tolist()).reshape(len(df), 1), torch.tensor(df.y.tolist()).reshape(len(df), 1)

# %% load_regression__with_csv
"""Reads with the csv module."""
import csv

def load_regression(path):
    with open(path) as file:
        rows = list(csv.DictReader(file))
    x = torch.tensor([[float(row["x"])] for row in rows])
    y = torch.tensor([[float(row["y"])] for row in rows])
    return x, y

# %% load_regression__with_numpy
"""Reads with numpy's loadtxt."""
import numpy as np

def load_regression(path):
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    x, y = torch.tensor(table, dtype=torch.float32).T.reshape(2, -1, 1)
    return x, y

# %% design_matrix__cat
"""Uses cat and dim."""
def design_matrix(x):
    return torch.cat((torch.ones(x.shape[0], 1), x), dim=1)

# %% design_matrix__fills_an_empty_one
"""Fills a tensor of ones."""
def design_matrix(x):
    X = torch.ones(len(x), 2)
    X[:, 1] = x[:, 0]
    return X

# %% design_matrix__hstack
"""Stacks ones_like and x."""
def design_matrix(x):
    return torch.hstack([torch.ones_like(x), x])

# %% design_matrix__powers
"""Writes the columns as powers 0 and 1 of x."""
def design_matrix(x):
    return x ** torch.tensor([0, 1])

# %% design_matrix__stacks
"""Stacks two flat columns."""
def design_matrix(x):
    flat = x.flatten()
    return torch.stack([torch.ones(len(flat)), flat], dim=1)

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

# %% mse__adds_up_in_a_loop
"""Adds in a Python loop."""
def mse(y, yhat):
    total = 0
    for i in range(len(y)):
        total = total + (y[i, 0] - yhat[i, 0]) ** 2
    return total / len(y)

# %% mse__divides_the_sum
"""Divides the sum by the number of rows."""
def mse(y, yhat):
    return sse(y, yhat) / y.shape[0]

# %% mse__expands_the_square
"""Sums yy - 2y·yhat + yhat·yhat."""
def mse(y, yhat):
    return torch.mean(y * y) - 2 * torch.mean(y * yhat) + torch.mean(yhat * yhat)

# %% mse__functional
"""Uses torch.nn.functional."""
def mse(y, yhat):
    return torch.nn.functional.mse_loss(yhat, y, reduction="mean")

# %% mse__in_double
"""Adds in double inside and comes back."""
def mse(y, yhat):
    return torch.mean((y.double() - yhat.double()) ** 2).float()

# %% mse__inner_product
"""Writes the sum as r'r."""
def mse(y, yhat):
    r = (y - yhat).flatten()
    return r @ r / len(r)

# %% mse__method
"""Uses methods and pow."""
def mse(y, yhat):
    return (y - yhat).pow(2).mean()

# %% mse__mseloss
"""Uses torch.nn.MSELoss."""
def mse(y, yhat):
    loss_fn = torch.nn.MSELoss(reduction="mean")
    return loss_fn(yhat, y)

# %% mse__norm
"""Squares the norm."""
def mse(y, yhat):
    return torch.linalg.norm(y - yhat) ** 2 / y.numel()

# %% mse__other_way_round
"""Takes yhat - y."""
def mse(y, yhat):
    error = yhat - y
    return torch.mean(error * error)

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

# %% fit_sse__autograd_grad
"""Asks autograd.grad for the gradient."""
-        loss.backward()
-        # step4: update
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        (slope,) = torch.autograd.grad(loss, [What])
+        What.data = What.data - lr * slope

# %% fit_sse__clears_first
"""Clears before backward instead of after the update."""
     for epoc in range(epochs):
+        if What.grad is not None:
+            What.grad.zero_()

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What.data -= lr * What.grad

# %% fit_sse__copy_is_returned
"""Trains a copy and returns that: what is handed over is what was trained."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    w = What.detach().clone().requires_grad_()
    for epoc in range(epochs):
        yhat = X @ w
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    return w

# %% fit_sse__counts_with_while
"""Counts with while, and makes the prediction with einsum."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
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

# %% fit_sse__flat_inside
"""Works with flat vectors inside."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    x = X[:, 1]

-        yhat = X @ What
-        # step2: loss
-        loss = torch.sum((y - yhat) ** 2)
+        yhat = What[0] + What[1] * x
+        loss = torch.sum((y.flatten() - yhat) ** 2)

# %% fit_sse__gradient_by_hand
"""Writes the gradient by hand, without backward."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What.data
        gradient = 2 * X.T @ (yhat - y)
        What.data = What.data - lr * gradient
    return What

# %% fit_sse__gradient_by_hand_expanded
"""The normal equations' gradient, with the loss only looked at."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    n = 1
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = X @ What
            loss = torch.sum((y - yhat) ** 2)
            What -= lr * (2 * X.T @ X @ What - 2 * X.T @ y) / n
    return What

# %% fit_sse__in_one_line
"""Has no yhat and no loss of its own."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        torch.sum((y - X @ What) ** 2).backward()
        What.data -= lr * What.grad
        What.grad = None
    return What

# %% fit_sse__keeps_a_history
"""Collects losses and prints now and then."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    history = []

         loss.backward()
+        history.append(loss.item())

         What.grad = None
+        if epoc % 10 == 0:
+            print(epoc, loss.item())

# %% fit_sse__linear_inside
"""Trains a torch.nn.Linear of its own, and copies its weight back at the end."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    net = torch.nn.Linear(2, 1, bias=False)
+    net.weight.data = What.data.T.clone()

-        yhat = X @ What
+        yhat = net(X)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        net.weight.data = net.weight.data - lr * net.weight.grad
+        net.weight.grad = None
+    What.data = net.weight.data.T

# %% fit_sse__new_leaf_each_epoch
"""Makes a new leaf every epoch and writes the last one back."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    given = What

-        What.data = What.data - lr * What.grad
-        What.grad = None
-    return What
+        What = (What - lr * What.grad).detach().requires_grad_()
+    given.data = What.data
+    return given

# %% fit_sse__new_leaf_is_returned
"""Makes a new leaf every epoch and returns the last: the tape is graded."""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What = (What.data - lr * What.grad).requires_grad_()

# %% fit_sse__no_grad_in_place
"""Updates in place under no_grad."""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        with torch.no_grad():
+            What -= lr * What.grad
+            What.grad.zero_()

# %% fit_sse__optimiser
"""Lets SGD make the steps."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_sse__optimiser_clears_first
"""zero_grad first, as many tutorials do."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        loss = torch.nn.functional.mse_loss(X @ What, y, reduction="sum")
        loss.backward()
        optimizr.step()
    return What

# %% fit_sse__own_functions
"""Calls the functions of this file."""
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        prediction = yhat(X, What)
        loss = sse(y, prediction)
        backward(loss)
        update(What, lr)
    return What

# %% fit_sse__returns_nothing
"""Changes What in place and returns nothing."""
-    return What

# %% fit_sse__through_double
"""Updates in double and comes back."""
-        What.data = What.data - lr * What.grad
+        What.data = (What.data.double() - lr * What.grad.double()).float()

# %% fit_sse__two_scalars
"""Works on the two numbers apart and writes them back each epoch."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    x = X[:, 1:]

-        yhat = X @ What
+        yhat = What[0] + What[1] * x

-        What.data = What.data - lr * What.grad
+        for i in range(2):
+            What.data[i] -= lr * What.grad[i]

# %% fit_sse__vector_inside
"""Trains a vector of its own, and puts its numbers back at the end."""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    w = What.detach().reshape(-1).clone().requires_grad_()

-        yhat = X @ What
+        yhat = (X * w).sum(1, keepdim=True)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        w.data = w.data - lr * w.grad
+        w.grad = None
+    What.data[:, 0] = w.data

# %% fit_mse__autograd_grad
"""Asks autograd.grad for the gradient."""
-        loss.backward()
-        # step4: update
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        (slope,) = torch.autograd.grad(loss, [What])
+        What.data = What.data - lr * slope

# %% fit_mse__clears_first
"""Clears before backward instead of after the update."""
     for epoc in range(epochs):
+        if What.grad is not None:
+            What.grad.zero_()

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What.data -= lr * What.grad

# %% fit_mse__copy_is_returned
"""Trains a copy and returns that: what is handed over is what was trained."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    w = What.detach().clone().requires_grad_()
    for epoc in range(epochs):
        yhat = X @ w
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    return w

# %% fit_mse__counts_with_while
"""Counts with while, and makes the prediction with einsum."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    epoc = 0
    while epoc < epochs:
        yhat = torch.einsum("ij,jk->ik", X, What)
        error = yhat - y
        loss = (error * error).mean()
        loss.backward()
        What.data.sub_(lr * What.grad)
        What.grad = None
        epoc += 1
    return What

# %% fit_mse__flat_inside
"""Works with flat vectors inside."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    x = X[:, 1]

-        yhat = X @ What
-        # step2: loss
-        loss = torch.mean((y - yhat) ** 2)
+        yhat = What[0] + What[1] * x
+        loss = torch.mean((y.flatten() - yhat) ** 2)

# %% fit_mse__gradient_by_hand
"""Writes the gradient by hand, without backward."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What.data
        gradient = 2 / len(y) * X.T @ (yhat - y)
        What.data = What.data - lr * gradient
    return What

# %% fit_mse__gradient_by_hand_expanded
"""The normal equations' gradient, with the loss only looked at."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    n = len(y)
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = X @ What
            loss = torch.mean((y - yhat) ** 2)
            What -= lr * (2 * X.T @ X @ What - 2 * X.T @ y) / n
    return What

# %% fit_mse__in_one_line
"""Has no yhat and no loss of its own."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        torch.mean((y - X @ What) ** 2).backward()
        What.data -= lr * What.grad
        What.grad = None
    return What

# %% fit_mse__keeps_a_history
"""Collects losses and prints now and then."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    history = []

         loss.backward()
+        history.append(loss.item())

         What.grad = None
+        if epoc % 10 == 0:
+            print(epoc, loss.item())

# %% fit_mse__linear_inside
"""Trains a torch.nn.Linear of its own, and copies its weight back at the end."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    net = torch.nn.Linear(2, 1, bias=False)
+    net.weight.data = What.data.T.clone()

-        yhat = X @ What
+        yhat = net(X)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        net.weight.data = net.weight.data - lr * net.weight.grad
+        net.weight.grad = None
+    What.data = net.weight.data.T

# %% fit_mse__new_leaf_each_epoch
"""Makes a new leaf every epoch and writes the last one back."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    given = What

-        What.data = What.data - lr * What.grad
-        What.grad = None
-    return What
+        What = (What - lr * What.grad).detach().requires_grad_()
+    given.data = What.data
+    return given

# %% fit_mse__new_leaf_is_returned
"""Makes a new leaf every epoch and returns the last: the tape is graded."""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What = (What.data - lr * What.grad).requires_grad_()

# %% fit_mse__no_grad_in_place
"""Updates in place under no_grad."""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        with torch.no_grad():
+            What -= lr * What.grad
+            What.grad.zero_()

# %% fit_mse__optimiser
"""Lets SGD make the steps."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_mse__optimiser_clears_first
"""zero_grad first, as many tutorials do."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        loss = torch.nn.functional.mse_loss(X @ What, y, reduction="mean")
        loss.backward()
        optimizr.step()
    return What

# %% fit_mse__own_functions
"""Calls the functions of this file."""
def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        prediction = yhat(X, What)
        loss = mse(y, prediction)
        backward(loss)
        update(What, lr)
    return What

# %% fit_mse__returns_nothing
"""Changes What in place and returns nothing."""
-    return What

# %% fit_mse__through_double
"""Updates in double and comes back."""
-        What.data = What.data - lr * What.grad
+        What.data = (What.data.double() - lr * What.grad.double()).float()

# %% fit_mse__two_scalars
"""Works on the two numbers apart and writes them back each epoch."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    x = X[:, 1:]

-        yhat = X @ What
+        yhat = What[0] + What[1] * x

-        What.data = What.data - lr * What.grad
+        for i in range(2):
+            What.data[i] -= lr * What.grad[i]

# %% fit_mse__vector_inside
"""Trains a vector of its own, and puts its numbers back at the end."""
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    w = What.detach().reshape(-1).clone().requires_grad_()

-        yhat = X @ What
+        yhat = (X * w).sum(1, keepdim=True)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        w.data = w.data - lr * w.grad
+        w.grad = None
+    What.data[:, 0] = w.data
