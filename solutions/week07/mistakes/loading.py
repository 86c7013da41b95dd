# %% batch_sizes__drops_the_last
"""step: setup

작은 마지막 미니배치가 빠졌습니다. 그 자료는 한 번도 학습되지 않습니다.

The smaller last mini-batch is missing: its rows are never trained on.
"""
-    return [min(batch_size, n - first) for first in range(0, n, batch_size)]
+    return [batch_size] * (n // batch_size)

# %% batch_sizes__last_is_full
"""step: setup

마지막 미니배치가 자료보다 큽니다. 남은 것만큼이어야 합니다.

The last mini-batch is larger than the data: it is what is left.
"""
-    return [min(batch_size, n - first) for first in range(0, n, batch_size)]
+    return [batch_size for first in range(0, n, batch_size)]

# %% Pairs__length_of_a_row
"""step: setup

len이 열의 수입니다. 자료의 수여야 DataLoader가 끝까지 갑니다.

Its len is the number of columns. It has to be that of rows, so that a DataLoader comes to the end.
"""
-        return len(self.x)
+        return self.x.shape[1]

# %% Pairs__only_x
"""step: setup

항목에 y가 없습니다. 둘을 짝으로 돌려주세요.

The item has no y. Return both as a pair.
"""
-        return self.x[k], self.y[k]
+        return self.x[k]

# %% Pairs__no_dataset
"""step: setup

값은 맞지만 Dataset이 아닙니다. 클래스 이름 뒤의 괄호를 보세요.

The values are right, but it is no Dataset. Look at the brackets behind the name of the class.
"""
class Pairs:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, k):
        return self.x[k], self.y[k]

# %% make_loader__ignores_the_size
"""step: setup

batch_size로 받은 값을 쓰지 않았습니다.

The batch_size that was given is not used.
"""
-    return torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
+    return torch.utils.data.DataLoader(dataset, batch_size=10, shuffle=shuffle)

# %% make_loader__never_shuffles
"""step: setup

shuffle=True인데 순서가 섞이지 않았습니다.

shuffle=True, and the order is not shuffled.
"""
-    return torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
+    return torch.utils.data.DataLoader(dataset, batch_size=batch_size)

# %% make_loader__drops_the_last
"""step: setup

작은 마지막 미니배치가 빠졌습니다. 그 자료는 한 번도 학습되지 않습니다.

The smaller last mini-batch is missing: its rows are never trained on.
"""
-    return torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
+    return torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, drop_last=True)

# %% pick_device__always_the_gpu
"""step: setup

GPU가 없는 컴퓨터에서도 cuda를 골랐습니다. torch.cuda.is_available()이 알려 줍니다.

It picks cuda on a computer without a GPU too. torch.cuda.is_available() tells.
"""
-    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
+    return torch.device("cuda")

# %% pick_device__always_the_cpu
"""step: setup

GPU가 있어도 cpu를 골랐습니다. torch.cuda.is_available()이 알려 줍니다.

It picks the CPU where there is a GPU too. torch.cuda.is_available() tells.
"""
-    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
+    return torch.device("cpu")
