# %% out_size__forgets_the_last_place
"""step: setup

필터가 놓이는 자리를 하나 적게 셌습니다. 첫 자리도 한 자리입니다.

One place of the filter is not counted. The first place is a place, too.
"""
-    return (n + 2 * padding - kernel) // stride + 1
+    return (n + 2 * padding - kernel) // stride

# %% out_size__pads_one_end
"""step: setup

padding은 양쪽 끝에 붙습니다.

padding is put on both ends.
"""
-    return (n + 2 * padding - kernel) // stride + 1
+    return (n + padding - kernel) // stride + 1

# %% out_size__rounds_up
"""step: setup

이미지를 벗어나는 자리까지 셌습니다. 나눗셈은 내림입니다.

A place beyond the image is counted. The division rounds down.
"""
-    return (n + 2 * padding - kernel) // stride + 1
+    return -(-(n + 2 * padding - kernel) // stride) + 1

# %% out_size__no_stride
"""step: setup

stride를 쓰지 않았습니다. 필터는 stride칸씩 움직입니다.

stride is not used: the filter moves by stride.
"""
-    return (n + 2 * padding - kernel) // stride + 1
+    return n + 2 * padding - kernel + 1

# %% out_size__gives_a_fraction
"""step: setup

정수가 아닙니다. /가 아니라 //로 나누세요.

It is no whole number. Divide by //, not by /.
"""
-    return (n + 2 * padding - kernel) // stride + 1
+    return (n + 2 * padding - kernel) / stride + 1

# %% convolve__turns_the_filter
"""step: setup

필터를 뒤집어서 곱했습니다. 수학의 합성곱은 그렇지만, Conv2d는 뒤집지 않습니다.

The filter is turned over. So it is in mathematics; Conv2d does not.
"""
-        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel) for j in range(w - b + 1)]))
+        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel.flip(0, 1)) for j in range(w - b + 1)]))

# %% convolve__averages
"""step: setup

곱의 평균입니다. 모두 더하세요.

It is the mean of the products. Add them up.
"""
-        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel) for j in range(w - b + 1)]))
+        rows.append(torch.stack([torch.mean(x[i:i + a, j:j + b] * kernel) for j in range(w - b + 1)]))

# %% convolve__misses_the_last_row
"""step: setup

마지막 행이 빠졌습니다. 필터가 이미지의 아래 끝까지 가야 합니다.

The last row is missing. The filter goes down to the lower end of the image.
"""
-    for i in range(h - a + 1):
+    for i in range(h - a):

# %% convolve__misses_the_last_column
"""step: setup

마지막 열이 빠졌습니다. 필터가 이미지의 오른쪽 끝까지 가야 합니다.

The last column is missing. The filter goes up to the right end of the image.
"""
-        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel) for j in range(w - b + 1)]))
+        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel) for j in range(w - b)]))

# %% convolve__swaps_height_and_width
"""step: setup

세로와 가로가 바뀌었습니다. shape의 첫째가 세로(행의 수)입니다.

Height and width are swapped. The first of shape is the height (the number of rows).
"""
-    return torch.stack(rows)
+    return torch.stack(rows).T

# %% convolve__pads_with_zeros
"""step: setup

이미지에 0을 붙여서 같은 크기가 나왔습니다. 여기에서는 붙이지 않습니다.

Zeros were put around the image, and the size stayed. Here there is no padding.
"""
def convolve(x, kernel):
    a, b = kernel.shape
    padded = torch.nn.functional.pad(x, (0, b - 1, 0, a - 1))
    return torch.nn.functional.conv2d(padded[None, None], kernel[None, None])[0, 0]

# %% convolve__adds_along_rows_only
"""step: setup

한 방향으로만 더했습니다. 겹친 수의 곱을 모두 더하면 자리마다 숫자 하나입니다.

It adds in one direction only. With all products added up there is one number a place.
"""
-        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel) for j in range(w - b + 1)]))
+        rows.append(torch.stack([torch.sum(x[i:i + a, j:j + b] * kernel, dim=0) for j in range(w - b + 1)]))

# %% max_pool__averages
"""step: setup

칸마다 평균을 남겼습니다. 그것은 평균풀링입니다.

It keeps the mean of each cell: that is average pooling.
"""
-    return cells.amax(dim=(1, 3))
+    return cells.mean(dim=(1, 3))

# %% max_pool__moves_by_one
"""step: setup

칸이 겹칩니다. 다음 칸은 size만큼 떨어진 곳에서 시작합니다.

The cells overlap. The next one begins size further on.
"""
def max_pool(x, size=2):
    return torch.nn.functional.max_pool2d(x[None], size, stride=1)[0]

# %% max_pool__ignores_the_size
"""step: setup

size로 받은 값을 쓰지 않았습니다.

The size that was given is not used.
"""
def max_pool(x, size=2):
    return torch.nn.functional.max_pool2d(x[None], 2)[0]

# %% max_pool__keeps_the_rest
"""step: setup

칸을 채우지 못하는 끝도 남겼습니다. 버리세요.

What fills no cell at the end is kept. Drop it.
"""
def max_pool(x, size=2):
    return torch.nn.functional.max_pool2d(x[None], size, ceil_mode=True)[0]

# %% max_pool__begins_at_zero
"""step: setup

가장 큰 수를 0에서부터 찾았습니다. 칸의 수가 모두 음수이면 0이 아니라 그 가운데 가장 큰 수입니다.

The search for the largest starts at 0. In a cell of negative numbers it is the largest of these, not 0.
"""
-    return cells.amax(dim=(1, 3))
+    return cells.amax(dim=(1, 3)).clamp(min=0)

# %% max_pool__every_second
"""step: setup

칸마다 왼쪽 위의 수를 남겼습니다. 칸에서 가장 큰 수를 찾으세요.

It keeps the upper left number of each cell. Look for the largest one.
"""
-    return cells.amax(dim=(1, 3))
+    return cells[:, 0, :, 0]
