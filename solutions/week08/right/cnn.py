# %% load_images__by_numpy
-    df = pd.read_csv(path)
-    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8) / 9
-    labels = torch.tensor(df.label.values)
-    return X, labels
+    import numpy as np
+    rows = np.loadtxt(path, delimiter=",", skiprows=1)
+    X = torch.tensor(rows[:, 1:], dtype=torch.float32).view(-1, 1, 8, 8)
+    return X / 9, torch.tensor(rows[:, 0]).long()

# %% load_images__drops_the_label
-    X = torch.tensor(df.iloc[:, 1:].values).float().reshape(-1, 1, 8, 8) / 9
+    pixels = df.drop(columns="label").to_numpy() / 9
+    X = torch.from_numpy(pixels).float().unflatten(1, (8, 8)).unsqueeze(1)

# %% CNN__a_sequential_inside
class CNN(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.layers = torch.nn.Sequential(
            torch.nn.Conv2d(1, channels, kernel_size=3),
            torch.nn.ReLU(),
            torch.nn.MaxPool2d(2),
            torch.nn.Flatten(),
            torch.nn.Linear(9 * channels, 3),
        )

    def forward(self, x):
        return self.layers(x)

# %% CNN__pools_before_relu
-        v = torch.relu(self.conv(X))
-        v = torch.nn.functional.max_pool2d(v, 2)
+        v = torch.relu(torch.nn.functional.max_pool2d(self.conv(X), 2))

# %% CNN__a_matrix_instead_of_a_line
-        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.W = torch.nn.Parameter(torch.randn(channels * 9, 3))
+        self.b = torch.nn.Parameter(torch.zeros(3))

-        return self.out(v.flatten(1))
+        return v.reshape(len(v), -1) @ self.W + self.b

# %% CNN__names_its_line_first
-        self.conv = torch.nn.Conv2d(1, channels, 3)
-        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        conv = torch.nn.Conv2d(1, channels, 3)
+        self.out = torch.nn.Linear(channels * 3 * 3, 3)
+        self.conv = conv

# %% make_cnn__names_its_layers
-    return torch.nn.Sequential(
-        torch.nn.Conv2d(1, channels, 3, padding=1),
-        torch.nn.ReLU(),
-        torch.nn.MaxPool2d(2),
-        torch.nn.Conv2d(channels, 2 * channels, 3),
-        torch.nn.ReLU(),
-        torch.nn.Flatten(),
-        torch.nn.Linear(2 * channels * 2 * 2, 3),
-    )
+    net = torch.nn.Sequential()
+    net.add_module("conv1", torch.nn.Conv2d(1, channels, 3, padding="same"))
+    net.add_module("relu1", torch.nn.ReLU())
+    net.add_module("pool", torch.nn.MaxPool2d(2))
+    net.add_module("conv2", torch.nn.Conv2d(channels, channels * 2, 3))
+    net.add_module("relu2", torch.nn.ReLU())
+    net.add_module("flat", torch.nn.Flatten())
+    net.add_module("line", torch.nn.Linear(channels * 8, 3))
+    return net

# %% shapes_through__as_tuples
-        shapes.append(X.shape)
+        shapes.append(tuple(X.shape))

# %% shapes_through__by_slices
-    shapes = []
-    for layer in net:
-        X = layer(X)
-        shapes.append(X.shape)
-    return shapes
+    return [net[:k + 1](X).size() for k in range(len(net))]

# %% shapes_through__by_hooks
-    shapes = []
-    for layer in net:
-        X = layer(X)
-        shapes.append(X.shape)
-    return shapes
+    shapes = []
+    hooks = [layer.register_forward_hook(lambda layer, given, out: shapes.append(out.shape)) for layer in net]
+    net(X)
+    for hook in hooks:
+        hook.remove()
+    return shapes

# %% fit_cnn__clears_first
-            u = net(X_batch)
+            optimizr.zero_grad()
+            u = net(X_batch)

-            optimizr.step()
-            optimizr.zero_grad()
+            optimizr.step()

# %% fit_cnn__slices_by_hand
-        for X_batch, labels_batch in loader:
+        for k in range(0, len(X), batch_size):
+            X_batch, labels_batch = X[k:k + batch_size], labels[k:k + batch_size]

# %% fit_cnn__its_loss_by_hand
-            loss = loss_fn(u, labels_batch)
+            loss = -torch.log_softmax(u, dim=1)[range(len(u)), labels_batch].mean()

# %% fit_cnn__an_epoch_is_a_function
def fit_cnn(net, X, labels, lr=0.01, epochs=3, batch_size=20):
    optimizr = torch.optim.Adam(net.parameters(), lr)
    for epoc in range(epochs):
        _one_epoch(net, X, labels, optimizr, batch_size)
    return net


def _one_epoch(net, X, labels, optimizr, batch_size):
    for xs, ys in zip(X.split(batch_size), labels.split(batch_size)):
        optimizr.zero_grad()
        torch.nn.functional.cross_entropy(net(xs), ys).backward()
        optimizr.step()

# %% fit_cnn__convolves_by_itself
-            u = net(X_batch)
+            v = torch.nn.functional.conv2d(X_batch, net[0].weight, net[0].bias).clamp(min=0)
+            v = torch.nn.functional.max_pool2d(v, 2).flatten(1)
+            u = net[4].bias + v @ net[4].weight.T

# %% predict__by_probabilities
-    return u.argmax(dim=1)
+    return torch.softmax(u, dim=1).max(dim=1).indices

# %% predict__without_no_grad
-    with torch.no_grad():
-        u = net(X)
-    return u.argmax(dim=1)
+    return torch.argmax(net(X), 1)

# %% predict__by_the_own_softmax
def predict(net, X):
    from softmax import softmax

    with torch.no_grad():
        return softmax(net(X)).argmax(dim=1)
