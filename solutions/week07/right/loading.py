# %% batch_sizes__by_divmod
-    return [min(batch_size, n - first) for first in range(0, n, batch_size)]
+    full, rest = divmod(n, batch_size)
+    return [batch_size] * full + [rest] * (rest > 0)

# %% batch_sizes__by_the_loader
-    return [min(batch_size, n - first) for first in range(0, n, batch_size)]
+    return [len(rows) for rows in torch.zeros(n).split(batch_size)]

# %% Pairs__zipped
-        self.x = x
-        self.y = y
+        self.rows = list(zip(x, y))

-        return len(self.x)
+        return len(self.rows)

-        return self.x[k], self.y[k]
+        return self.rows[k]

# %% Pairs__inherits_tensor_dataset
class Pairs(torch.utils.data.TensorDataset):
    pass

# %% make_loader__of_its_own_pairs
-    dataset = torch.utils.data.TensorDataset(x, y)
+    dataset = Pairs(x, y)

# %% pick_device__by_if
-    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
+    if torch.cuda.is_available():
+        return torch.device("cuda")
+    return torch.device("cpu")
