# %% relu__by_the_layer
-    return torch.clamp(u, min=0)
+    return torch.nn.ReLU()(u)

# %% relu__where
-    return torch.clamp(u, min=0)
+    return torch.where(u > 0, u, torch.zeros_like(u))

# %% step_by_two_lines__clamped
-    return (torch.relu(x - start) - torch.relu(x - start - width)) / width
+    return torch.clamp((x - start) / width, 0, 1)

# %% step_by_two_lines__relu_of_its_own
-    return (torch.relu(x - start) - torch.relu(x - start - width)) / width
+    return relu((x - start) / width) - relu((x - start) / width - 1)

# %% Net__sequential_inside
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        self.layers = torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))

-        u = self.hidden(x)
-        v = torch.relu(u)
-        return self.out(v)
+        return self.layers(x)

# %% Net__the_output_first
-        self.hidden = torch.nn.Linear(1, width)
-        self.out = torch.nn.Linear(width, 1)
+        hidden = torch.nn.Linear(1, width)
+        self.out = torch.nn.Linear(width, 1)
+        self.hidden = hidden

# %% Net__matrices_of_its_own
class Net(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.W1, self.b1 = torch.nn.Parameter(torch.randn(1, width)), torch.nn.Parameter(torch.randn(width))
        self.W2, self.b2 = torch.nn.Parameter(torch.randn(width, 1)), torch.nn.Parameter(torch.randn(1))

    def forward(self, x):
        return relu(x @ self.W1 + self.b1) @ self.W2 + self.b2

# %% make_net__layer_by_layer
-    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
+    hidden = torch.nn.Linear(1, width)
+    out = torch.nn.Linear(width, 1)
+    return torch.nn.Sequential(hidden, torch.nn.ReLU(), out)

# %% make_net__of_its_own_class
-    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
+    return Net(width)

# %% fit_deep__mse_by_hand
-        loss = loss_fn(yhat, y)
+        loss = torch.mean((y - yhat) ** 2)

# %% fit_deep__clears_first
-        yhat = net(x)
+        optimizr.zero_grad()
+        yhat = net(x)

-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.step()

# %% fit_deep__layers_by_hand
-        yhat = net(x)
+        W1, b1, W2, b2 = net.parameters()
+        yhat = b2 + relu(b1 + x * W1.T) @ W2.T

# %% step_by_two_lines__by_the_own_relu
-    return (torch.relu(x - start) - torch.relu(x - start - width)) / width
+    return (relu(x - start) - relu(x - start - width)) / width

# %% Net__by_the_own_relu
-        v = torch.relu(u)
+        v = relu(u)
