# %% one_epoch__updates_once
"""step: update

에폭이 끝날 때 한 번만 update했습니다. 미니배치마다 한 번씩이어야 합니다.

There is one update, at the end of the epoch. There has to be one for every mini-batch.
"""
-        optimizr.step()
-        optimizr.zero_grad()
-    return net
+    optimizr.step()
+    optimizr.zero_grad()
+    return net

# %% one_epoch__never_clears
"""step: update

기울기가 지워지지 않아서 다음 미니배치의 기울기에 더해집니다.

The gradient is never cleared, and is added to that of the next mini-batch.
"""
-        optimizr.zero_grad()

# %% one_epoch__only_the_first_batch
"""step: update

첫 미니배치만 학습하고 끝났습니다. return이 for문 안에 있지 않은지 보세요.

Only the first mini-batch is trained on. Is the return inside the loop?
"""
-    return net
+        return net

# %% fit_batches__sums
"""step: loss

loss를 평균내지 않고 모두 더했습니다.

The loss is added up, not averaged.
"""
-    loss_fn = torch.nn.BCEWithLogitsLoss()
+    loss_fn = torch.nn.BCEWithLogitsLoss(reduction="sum")

# %% fit_batches__all_rows_at_once
"""step: setup

미니배치로 나누지 않고 자료 전체로 update했습니다. 한 에폭에 update가 한 번뿐입니다.

It updates on all the data, not by mini-batches: an epoch has one update only.
"""
-    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)
+    loader = torch.utils.data.DataLoader(dataset, batch_size=len(x))

# %% fit_batches__clears_once_an_epoch
"""step: update

기울기를 에폭이 끝날 때에만 지웁니다. 그 사이에는 앞 미니배치의 기울기에 더해집니다.

The gradient is cleared at the end of an epoch only: meanwhile it is added to that of the mini-batch before.
"""
-            optimizr.zero_grad()
+        optimizr.zero_grad()

# %% fit_batches__drops_the_last
-    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)
+    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, drop_last=True)

# %% fit_shuffled__not_shuffled
"""step: setup

에폭마다 같은 순서입니다. DataLoader가 섞도록 하세요.

Every epoch has the same order. Let the DataLoader shuffle.
"""
-    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=True)
+    loader = torch.utils.data.DataLoader(dataset, batch_size=batch_size)

# %% fit_shuffled__seed_in_every_epoch
"""step: setup

에폭마다 seed를 다시 고정해서 모든 에폭의 순서가 같습니다. 시작할 때 한 번만 고정하세요.

The seed is fixed anew in every epoch, and all epochs have the same order. Fix it once, at the beginning.
"""
-    for epoc in range(epochs):
+    for epoc in range(epochs):
+        torch.manual_seed(seed)

# %% fit_shuffled__sgd
"""step: update

파라메터가 기울기에 lr을 곱한 만큼 움직입니다. 그것은 SGD입니다.

The parameters move by lr times the gradient: that is SGD.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_shuffled__new_adam_every_epoch
"""step: update

에폭마다 Adam을 새로 만들어서 그동안 모은 평균을 잊습니다. for문 앞에서 한 번만 만드세요.

Adam is made anew in every epoch, and forgets the averages it had. Make it once, before the loop.
"""
-    for epoc in range(epochs):
+    for epoc in range(epochs):
+        optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% accuracy__of_the_probability
"""step: setup

u를 0.5와 비교했습니다. 성공확률이 0.5인 것은 u가 0일 때입니다.

u is compared with 0.5. The probability is 0.5 where u is 0.
"""
-    return ((u > 0) == (y == 1)).float().mean().item()
+    return ((u > 0.5) == (y == 1)).float().mean().item()

# %% accuracy__counts
"""step: setup

맞힌 개수입니다. 비율로 바꾸세요.

It is the number of right answers. Make a share of it.
"""
-    return ((u > 0) == (y == 1)).float().mean().item()
+    return ((u > 0) == (y == 1)).float().sum().item()
