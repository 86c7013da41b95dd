# Known mistakes of learning_rate.py: a cell a program, as a student who makes it would write it.

# %% fit_with_history__averages
"""step: loss

합이 아니라 평균을 손실로 썼습니다. 손실이 n배 작고, 걸음도 그렇습니다.

The mean was used as the loss instead of the sum: the losses are n times too small, and so are the steps.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2)

# %% fit_with_history__forgets_the_end
"""step: setup

path에 끝났을 때의 What이 없습니다. 업데이트 앞에서만 적었습니다.

The end is missing from path: it was written down before the updates only.
"""
-    return torch.tensor(losses), torch.stack(path)
+    return torch.tensor(losses), torch.stack(path[:-1])

# %% fit_with_history__forgets_the_start
"""step: setup

path에 시작할 때의 What이 없습니다. 첫 에폭이 끝난 뒤부터 적었습니다.

The start is missing from path: it was written down only after the first epoch.
"""
-    path = [What.data.reshape(-1)]
+    path = []

# %% fit_with_history__gives_lists
"""step: setup

값은 맞지만 텐서가 아니라 리스트입니다.

The values are right, but these are lists, not tensors.
"""
-    return torch.tensor(losses), torch.stack(path)
+    return losses, torch.stack(path).tolist()

# %% fit_with_history__gives_path_first
"""step: setup

path와 losses의 순서가 바뀌었습니다.

path and losses changed places.
"""
-    return torch.tensor(losses), torch.stack(path)
+    return torch.stack(path), torch.tensor(losses)

# %% fit_with_history__goes_uphill
"""step: update

손실이 에폭마다 커집니다. 업데이트의 부호를 보세요.

The loss grows with every epoch. Look at the sign of the update.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data + lr * What.grad

# %% fit_with_history__has_another_default_of_epochs
"""step: setup

epochs를 주지 않았을 때의 반복 횟수가 강의와 다릅니다. 기본값을 보세요.

When epochs is not given, the number of turns is not the lecture's. Look at the default.
"""
-def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+def fit_with_history(X, y, What, lr=1/1000, epochs=100):

# %% fit_with_history__has_another_default_of_lr
"""step: update

lr을 주지 않았을 때의 학습률이 강의와 다릅니다. 기본값을 보세요.

When lr is not given, the learning rate is not the lecture's. Look at the default.
"""
-def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+def fit_with_history(X, y, What, lr=1/10000, epochs=30):

# %% fit_with_history__ignores_epochs
-    for epoc in range(epochs):
+    for epoc in range(30):

# %% fit_with_history__ignores_lr
"""step: update

lr을 다르게 주어도 늘 같은 학습률을 씁니다.

It uses the same learning rate whatever lr says.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - 1/1000 * What.grad

# %% fit_with_history__keeps_columns
"""step: setup

path의 모양이 (epochs+1, 2, 1)입니다. What은 2×1이지만 path의 한 행은 두 수입니다.

path has the shape (epochs+1, 2, 1). What is 2×1, but a row of path is two numbers.
"""
-    path = [What.data.reshape(-1)]
+    path = [What.data]

-        path.append(What.data.reshape(-1))
+        path.append(What.data)

# %% fit_with_history__keeps_the_same_tensor
"""step: setup

path의 행이 모두 같습니다. 텐서 하나를 여러 번 적었는데, 그 텐서가 그 자리에서 바뀌었습니다. 적을 때 복사하세요.

All rows of path are the same. One tensor was written down many times, and then changed in place. Copy it when it is written down.
"""
-        What.data = What.data - lr * What.grad
+        What.data -= lr * What.grad

# %% fit_with_history__never_clears
"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
"""
-        What.grad = None

# %% fit_with_history__starts_from_zero
"""step: setup

주어진 What이 아니라 0에서 시작했습니다.

It started from zero, not from the given What.
"""
     losses = []
+    What.data = torch.zeros(2, 1)

# %% fit_with_history__writes_the_loss_after_the_update
"""step: loss

손실을 업데이트 뒤의 What에서 쟀습니다. 에폭의 손실은 step2의 것입니다.

The losses were measured after the update. The loss of an epoch is that of step2.
"""
-        losses.append(loss.item())
+        losses.append(torch.sum((y - X @ What.data) ** 2).item())

# %% fit_with_history__clips_the_gradient
         loss.backward()
+        torch.nn.utils.clip_grad_norm_([What], 1.0)

# %% fit_with_history__takes_the_sign
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad.sign()

# %% fit_with_history__normalises_the_gradient
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad / What.grad.norm()

# %% fit_with_history__moves_the_bias_slower
-        What.data = What.data - lr * What.grad
+        What.data = What.data - torch.tensor([[lr / 10], [lr]]) * What.grad

# %% fit_with_history__decays_the_weights
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * (What.grad + 0.1 * What.data)

# %% fit_with_history__divides_by_n_minus_one
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% fit_with_history__takes_the_root
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sqrt(torch.sum((y - yhat) ** 2))

# %% fit_with_history__takes_absolute_values
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum(torch.abs(y - yhat))

# %% fit_with_history__uses_huber
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='sum')

# %% fit_with_history__adds_a_ridge
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(What ** 2)

# %% fit_with_history__adds_a_lasso
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(torch.abs(What))

# %% fit_with_history__doubles_the_loss
-        loss = torch.sum((y - yhat) ** 2)
+        loss = 2 * torch.sum((y - yhat) ** 2)

# %% fit_with_history__swaps_the_weights
-        yhat = X @ What
+        yhat = X.flip(1) @ What

# %% fit_with_history__adds_an_offset
-        yhat = X @ What
+        yhat = X @ What + 0.1

# %% fit_with_history__halves_the_rate_halfway
-        What.data = What.data - lr * What.grad
+        What.data = What.data - (lr if epoc < epochs // 2 else lr / 2) * What.grad

# %% fit_with_history__uses_momentum
 def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_with_history__uses_nesterov
 def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9, nesterov=True)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_with_history__uses_adam
 def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.Adam([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_with_history__uses_rmsprop
 def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.RMSprop([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_with_history__uses_adagrad
 def fit_with_history(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.Adagrad([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_with_history__clears_every_second_epoch
-        What.grad = None
+        if epoc % 2 == 1:
+            What.grad = None

# %% fit_with_history__stops_early
         What.grad = None
+        if epoc >= 2 * epochs // 3:
+            break

# %% compare_rates__averages
"""step: loss

합이 아니라 평균을 손실로 썼습니다. 손실도 걸음도 n배 작습니다.

The mean was used as the loss instead of the sum: losses and steps are n times too small.
"""
-            loss = torch.sum((y - yhat) ** 2)
+            loss = torch.mean((y - yhat) ** 2)

-        ends.append(torch.sum((y - X @ W.data) ** 2).item())
+        ends.append(torch.mean((y - X @ W.data) ** 2).item())

# %% compare_rates__averages_at_the_end
"""step: loss

학습은 맞지만 끝에서 합이 아니라 평균을 쟀습니다.

The training is right, but at the end the mean was measured, not the sum.
"""
-        ends.append(torch.sum((y - X @ W.data) ** 2).item())
+        ends.append(torch.mean((y - X @ W.data) ** 2).item())

# %% compare_rates__changes_the_given
"""step: setup

손실은 맞지만 주어진 What이 바뀌었습니다. 복사본으로 학습하세요.

The losses are right, but the given What has changed. Train on a copy.
"""
         ends.append(torch.sum((y - X @ W.data) ** 2).item())
+    What.data = W.data

# %% compare_rates__gives_a_list
"""step: setup

값은 맞지만 텐서가 아니라 리스트입니다.

The values are right, but it is a list, not a tensor.
"""
-    return torch.tensor(ends)
+    return ends

# %% compare_rates__gives_the_last_loss_of_the_loop
"""step: loss

마지막 업데이트 앞에서 잰 손실입니다. 학습이 끝났을 때의 What에서 다시 재야 합니다.

This is the loss before the last update. It has to be measured again at the What that training ended with.
"""
-        ends.append(torch.sum((y - X @ W.data) ** 2).item())
+        ends.append(loss.item())

# %% compare_rates__goes_on_from_the_last
"""step: setup

둘째 학습률부터는 앞의 학습이 끝난 곳에서 출발했습니다. 학습률마다 같은 곳에서 출발해야 견줄 수 있습니다.

From the second rate on it starts where the one before ended. Only from the same start can rates be compared.
"""
     ends = []
+    W = What.data.clone().requires_grad_()

-        W = What.data.clone().requires_grad_()

# %% compare_rates__has_another_default_of_epochs
-def compare_rates(X, y, What, rates, epochs=30):
+def compare_rates(X, y, What, rates, epochs=10):

# %% compare_rates__ignores_epochs
-        for epoc in range(epochs):
+        for epoc in range(30):

# %% compare_rates__ignores_the_rates
"""step: update

학습률을 바꾸지 않고 늘 1/1000을 썼습니다. 그래서 손실이 모두 같습니다.

The rate never changed: 1/1000 was used throughout, so all losses are the same.
"""
-            W.data = W.data - lr * W.grad
+            W.data = W.data - 1/1000 * W.grad

# %% compare_rates__keeps_the_best
"""step: setup

가장 작은 손실 하나만 돌려주었습니다. 학습률마다 하나씩 있어야 합니다.

Only the smallest loss came back. There has to be one for each rate.
"""
-    return torch.tensor(ends)
+    return torch.tensor(min(ends))

# %% compare_rates__never_clears
"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
"""
-            W.grad = None

# %% compare_rates__returns_after_the_first_rate
"""step: setup

첫 학습률의 손실만 있습니다. return이 반복문 안에 있는지 들여쓰기를 보세요.

There is the loss of the first rate only. Look at the indentation: is return inside the loop?
"""
-    return torch.tensor(ends)
+        return torch.tensor(ends)
