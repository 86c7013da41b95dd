# %% SGD__in_place
-                self.v[k] = self.momentum * self.v[k] + p.grad
-                p.data = p.data - self.lr * self.v[k]
+                self.v[k].mul_(self.momentum).add_(p.grad)
+                with torch.no_grad():
+                    p -= self.lr * self.v[k]

# %% SGD__v_by_the_parameter
class SGD:
    def __init__(self, parameters, lr=0.1, momentum=0.9):
        self.v = {p: 0 for p in parameters}
        self.lr, self.momentum = lr, momentum

    @torch.no_grad()
    def step(self):
        for p in self.v:
            if p.grad is None:
                continue
            self.v[p] = self.momentum * self.v[p] + p.grad
            p.sub_(self.lr * self.v[p])

    def zero_grad(self):
        for p in self.v:
            if p.grad is not None:
                p.grad.zero_()

# %% SGD__inherits
class SGD(torch.optim.SGD):
    def __init__(self, parameters, lr=0.1, momentum=0.9):
        super().__init__(parameters, lr=lr, momentum=momentum)

# %% SGD__inherits_optimizer
class SGD(torch.optim.Optimizer):
    def __init__(self, parameters, lr=0.1, momentum=0.9):
        super().__init__(parameters, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    v = self.state[p].setdefault("v", torch.zeros_like(p))
                    v.mul_(group["momentum"]).add_(p.grad)
                    p.add_(v, alpha=-group["lr"])

# %% fit_with__clears_first
-        yhat = net(x)
+        optimizr.zero_grad()
+        yhat = net(x)

-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.step()

# %% fit_with__watches_its_loss
-        optimizr.zero_grad()
+        optimizr.zero_grad()
+        if epoc % 5 == 0:
+            print(epoc, loss.item())

# %% fit_with__by_the_library
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.nn.MSELoss()(yhat, y)

# %% gradients__by_autograd
-    u = x @ W1 + b1
-    v = torch.relu(u)
-    yhat = v @ W2 + b2
-    # backward: 뒤에서 앞으로 / from behind
-    dyhat = 2 * (yhat - y) / len(y)
-    dW2 = v.T @ dyhat
-    db2 = dyhat.sum(dim=0)
-    dv = dyhat @ W2.T
-    du = dv * (u > 0)
-    dW1 = x.T @ du
-    db1 = du.sum(dim=0)
-    return dW1, db1, dW2, db2
+    own = [p.clone().requires_grad_() for p in (W1, b1, W2, b2)]
+    yhat = torch.relu(x @ own[0] + own[1]) @ own[2] + own[3]
+    torch.mean((y - yhat) ** 2).backward()
+    return [p.grad for p in own]

# %% gradients__row_by_row
-    dW1 = x.T @ du
-    db1 = du.sum(dim=0)
+    dW1 = torch.einsum("np,nh->ph", x, du)
+    db1 = torch.ones(len(x)) @ du

# %% gradients__masks_first
-    dv = dyhat @ W2.T
-    du = dv * (u > 0)
+    du = dyhat * ((u > 0) * W2.reshape(-1))

# %% fit_by_hand__in_place
-        W1.data = W1.data - lr * dW1
-        b1.data = b1.data - lr * db1
-        W2.data = W2.data - lr * dW2
-        b2.data = b2.data - lr * db2
+        for p, slope in zip((W1, b1, W2, b2), (dW1, db1, dW2, db2)):
+            p -= lr * slope

# %% fit_by_hand__tensors_of_losses
-        losses.append(torch.mean((y - yhat) ** 2).item())
+        losses.append(((yhat - y) ** 2).sum() / len(y))

# %% fit_by_hand__all_in_one
-        dW1, db1, dW2, db2 = gradients(x, y, W1, b1, W2, b2)
+        on = (x @ W1 + b1 > 0).float()
+        dyhat = 2 * (yhat - y) / len(y)
+        dW2, db2 = ((x @ W1 + b1) * on).T @ dyhat, dyhat.sum(0)
+        dW1, db1 = x.T @ (dyhat @ W2.T * on), (dyhat @ W2.T * on).sum(0)
