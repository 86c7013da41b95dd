# %% predict__detached
-    with torch.no_grad():
-        yhat = net(x)
+    yhat = net(x).detach()

# %% predict__asks_how_it_was
-    net.eval()
-    with torch.no_grad():
-        yhat = net(x)
-    net.train()
-    return yhat
+    net.train(False)
+    yhat = net(x).data
+    net.train(True)
+    return yhat

# %% train_and_test_mse__by_predict
-    net.eval()
-    with torch.no_grad():
-        train = torch.mean((y - net(x)) ** 2)
-        test = torch.mean((y_test - net(x_test)) ** 2)
-    net.train()
-    return train.item(), test.item()
+    mse = torch.nn.MSELoss()
+    return [mse(predict(net, x), y), mse(predict(net, x_test), y_test)]

# %% fit_dropout__train_in_the_loop
-    net.train()
-    for epoc in range(epochs):
+    for epoc in range(epochs):
+        net.train()

# %% fit_dropout__watches_the_test_error
-        optimizr.zero_grad()
+        optimizr.zero_grad()
+        net.eval()
+        with torch.no_grad():
+            net(x).mean().item()
+        net.train()

# %% train_and_test_mse__by_the_own_predict
def train_and_test_mse(net, x, y, x_test, y_test):
    train = torch.mean((y - predict(net, x)) ** 2)
    test = torch.mean((y_test - predict(net, x_test)) ** 2)
    return train.item(), test.item()
