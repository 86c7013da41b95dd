# %% MyAdam__inherits
class MyAdam(torch.optim.Adam):
    pass

# %% accumulated_step__weights_after
-        loss = loss_fn(net(x), y) / len(batches)
-        loss.backward()
-        total += loss.item()
-    optimizr.step()
-    return total
+        loss = loss_fn(net(x), y)
+        loss.backward()
+        total += loss.item()
+    for p in net.parameters():
+        p.grad /= len(batches)
+    optimizr.step()
+    return total / len(batches)

# %% gradient_descent__by_autograd
-        residual = X @ w + b - y
-        w = w - lr * 2 * X.T @ residual / len(y)
-        b = b - lr * 2 * residual.mean()
-    return w, b
+        w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
+        ((X @ w + b - y) ** 2).mean().backward()
+        w, b = w - lr * w.grad, b - lr * b.grad
+    return w.detach(), b.detach()
