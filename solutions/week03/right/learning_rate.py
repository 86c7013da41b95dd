# Other right answers to learning_rate.py: a cell a program.

# %% fit_with_history__copies
"""Copies when it writes down, so the update may be in place."""
-    path = [What.data.reshape(-1)]
+    path = [What.detach().clone().flatten()]

-        What.data = What.data - lr * What.grad
+        What.data -= lr * What.grad

-        path.append(What.data.reshape(-1))
+        path.append(What.detach().clone().flatten())

# %% fit_with_history__fills_in_tensors
"""Fills two tensors made beforehand."""
-    losses = []
-    path = [What.data.reshape(-1)]
+    losses = torch.zeros(epochs)
+    path = torch.zeros(epochs + 1, 2)
+    path[0] = What.data[:, 0]

-        losses.append(loss.item())
-        path.append(What.data.reshape(-1))
-    return torch.tensor(losses), torch.stack(path)
+        losses[epoc] = loss.data
+        path[epoc + 1] = What.data[:, 0]
+    return losses, path

# %% fit_with_history__gradient_by_hand
"""Writes the gradient by hand, without backward."""
def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    losses, path = [], [What.data[:, 0]]
    for epoc in range(epochs):
        residual = y - X @ What.data
        losses.append((residual ** 2).sum())
        What.data = What.data + lr * 2 * X.T @ residual
        path.append(What.data[:, 0])
    return torch.stack(losses), torch.stack(path)

# %% fit_with_history__joins_columns
"""Joins columns and turns them over."""
-    path = [What.data.reshape(-1)]
+    path = [What.data]

-        path.append(What.data.reshape(-1))
-    return torch.tensor(losses), torch.stack(path)
+        path.append(What.data)
+    return torch.tensor(losses), torch.concat(path, axis=1).T

# %% fit_with_history__keeps_tensors
"""Collects the losses as tensors."""
-        losses.append(loss.item())
+        losses.append(loss.detach())

-    return torch.tensor(losses), torch.stack(path)
+    return torch.stack(losses), torch.stack(path)

# %% fit_with_history__keeps_the_graph
"""Leaves the losses in their graphs."""
-        losses.append(loss.item())
+        losses.append(loss)

-    return torch.tensor(losses), torch.stack(path)
+    return torch.stack(losses), torch.stack(path)

# %% fit_with_history__uses_an_optimiser
"""Lets SGD make the steps, and clears first."""
-    path = [What.data.reshape(-1)]
+    path = [What.data.clone().reshape(-1)]
+    optimizr = torch.optim.SGD([What], lr=lr)

         loss = torch.sum((y - yhat) ** 2)
+        optimizr.zero_grad()

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()

-        path.append(What.data.reshape(-1))
+        path.append(What.data.clone().reshape(-1))

# %% compare_rates__calls_its_own_history
"""Calls fit_with_history of this file."""
def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    for lr in rates:
        W = What.detach().clone().requires_grad_()
        fit_with_history(X, y, W, lr, epochs)
        ends.append(torch.sum((y - X @ W.data) ** 2))
    return torch.stack(ends)

# %% compare_rates__one_column_a_rate
"""All rates at once, a column each, with the gradient by hand."""
def compare_rates(X, y, What, rates, epochs=30):
    lr = torch.tensor(rates)
    W = What.data.repeat(1, len(rates))
    for epoc in range(epochs):
        W = W + 2 * lr * (X.T @ (y - X @ W))
    return ((y - X @ W) ** 2).sum(axis=0)

# %% compare_rates__puts_the_start_back
"""Trains the given What, and puts it back at the end."""
def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    start = What.data.clone()
    for lr in rates:
        What.data = start
        for epoc in range(epochs):
            loss = torch.sum((y - X @ What) ** 2)
            loss.backward()
            What.data = What.data - lr * What.grad
            What.grad = None
        ends.append(torch.sum((y - X @ What.data) ** 2))
    What.data = start
    return torch.stack(ends)

# %% compare_rates__uses_an_optimiser
"""Lets SGD make the steps."""
def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    for lr in rates:
        W = What.data.clone().requires_grad_()
        optimizr = torch.optim.SGD([W], lr=lr)
        for epoc in range(epochs):
            loss = torch.sum((y - X @ W) ** 2)
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
        ends.append(torch.sum((y - X @ W) ** 2))
    return torch.tensor(ends)
