# %% out_size__counts_the_places
-    return (n + 2 * padding - kernel) // stride + 1
+    return len(range(0, n + 2 * padding - kernel + 1, stride))

# %% out_size__asks_torch
-    return (n + 2 * padding - kernel) // stride + 1
+    conv = torch.nn.Conv2d(1, 1, kernel, stride=stride, padding=padding)
+    return conv(torch.zeros(1, 1, n, n)).shape[-1]

# %% convolve__by_conv2d
-    a, b = kernel.shape
-    h, w = x.shape
-    rows = []
-    for i in range(h - a + 1):
-        # 한 줄 / one row
-        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel) for j in range(w - b + 1)]))
-    return torch.stack(rows)
+    return torch.nn.functional.conv2d(x.reshape(1, 1, *x.shape), kernel.reshape(1, 1, *kernel.shape)).squeeze(0).squeeze(0)

# %% convolve__writes_into_zeros
def convolve(x, kernel):
    a, b = kernel.shape
    out = torch.zeros(x.shape[0] - a + 1, x.shape[1] - b + 1)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (x[i:i + a, j:j + b] * kernel).sum()
    return out

# %% convolve__moves_the_image
def convolve(x, kernel):
    a, b = kernel.shape
    h, w = x.shape[0] - a + 1, x.shape[1] - b + 1
    out = 0
    for i in range(a):
        for j in range(b):
            out = out + kernel[i, j] * x[i:i + h, j:j + w]
    return out

# %% convolve__unfolds
def convolve(x, kernel):
    patches = x.unfold(0, kernel.shape[0], 1).unfold(1, kernel.shape[1], 1)
    return (patches * kernel).sum(dim=(2, 3))

# %% max_pool__by_max_pool2d
-    return cells.amax(dim=(1, 3))
+    return torch.nn.MaxPool2d(size)(x[None])[0]

# %% max_pool__loops
def max_pool(x, size=2):
    h, w = x.shape[0] // size, x.shape[1] // size
    return torch.stack([
        torch.stack([x[size * i:size * i + size, size * j:size * j + size].max() for j in range(w)]) for i in range(h)
    ])

# %% max_pool__twice_max
-    return cells.amax(dim=(1, 3))
+    return cells.max(dim=3).values.max(dim=1).values
