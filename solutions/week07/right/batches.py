# %% one_epoch__clears_first
-        u = net(X)
+        optimizr.zero_grad()
+        u = net(X)

-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.step()

# %% one_epoch__sigmoid_and_bce
-        loss = loss_fn(u, y)
+        loss = torch.nn.BCELoss()(torch.sigmoid(u), y)

# %% fit_batches__an_epoch_is_a_function
-    for epoc in range(epochs):
-        for X_batch, y_batch in loader:
+    for epoc in range(epochs):
+        one_epoch(net, loader, optimizr)
+    for epoc in ():
+        for X_batch, y_batch in loader:

# %% fit_batches__slices_by_hand
-        for X_batch, y_batch in loader:
+        for k in range(0, len(x), batch_size):
+            X_batch, y_batch = x[k:k+batch_size], y[k:k+batch_size]

# %% fit_batches__updates_by_hand
-            optimizr.step()
-            optimizr.zero_grad()
+            for p in net.parameters():
+                p.data = p.data - lr * p.grad
+                p.grad = None

# %% fit_shuffled__its_loss_by_hand
-            loss = loss_fn(u, y_batch)
+            v = torch.sigmoid(u)
+            loss = -torch.mean(y_batch * torch.log(v) + (1 - y_batch) * torch.log(1 - v))

# %% fit_shuffled__seed_before_the_loop
-    torch.manual_seed(seed)
-    loss_fn = torch.nn.BCEWithLogitsLoss()
+    loss_fn = torch.nn.BCEWithLogitsLoss()

-    for epoc in range(epochs):
+    torch.manual_seed(seed)
+    for epoc in range(epochs):

# %% accuracy__by_the_probability
-    return ((u > 0) == (y == 1)).float().mean().item()
+    yhat = torch.sigmoid(u) > 0.5
+    return float((yhat == y).sum() / len(y))
