# %% train_softmax__averages
"""step: loss

평균입니다. 합이어야 합니다.

It is a mean, not the sum.
"""
-        losses.append(-torch.sum(Y * torch.log(P)).item())
-        B = B - lr * X.T @ (P - Y)
+        losses.append(-torch.sum(Y * torch.log(P)).item() / n)
+        B = B - lr * X.T @ (P - Y) / n

# %% train_softmax__no_constant
"""step: update

절편이 없습니다.

There is no constant.
"""
-    X = torch.cat([torch.ones(n, 1, dtype=X.dtype), X], dim=1)
+    X = torch.cat([torch.zeros(n, 1, dtype=X.dtype), X], dim=1)

# %% train_softmax__loss_after_the_update
"""step: loss

고친 다음의 손실입니다.

It is the loss after the update.
"""
-        losses.append(-torch.sum(Y * torch.log(P)).item())
-        B = B - lr * X.T @ (P - Y)
+        B = B - lr * X.T @ (P - Y)
+        losses.append(-torch.sum(Y * torch.log(torch.softmax(X @ B, dim=1))).item())

# %% train_softmax__rounds
"""step: update

계수를 매번 네 자리로 반올림했습니다.

It rounds to four decimals in every turn.
"""
-        B = B - lr * X.T @ (P - Y)
+        B = torch.round(B - lr * X.T @ (P - Y), decimals=4)

# %% train_logistic__averages
-        losses.append(-torch.sum(y * torch.log(P) + (1 - y) * torch.log(1 - P)).item())
-        B = B - lr * X.T @ (P - y)
+        losses.append(-torch.mean(y * torch.log(P) + (1 - y) * torch.log(1 - P)).item())
+        B = B - lr * X.T @ (P - y) / len(y)

# %% train_logistic__one_iteration_too_few
"""step: setup

한 번 적습니다.

It is one too few.
"""
-    for epoc in range(iterations):
+    for epoc in range(iterations - 1):

# %% train_logistic__epsilon_in_the_log
"""step: loss

log에 작은 수를 더했습니다.

A small number is added in the logs.
"""
-        losses.append(-torch.sum(y * torch.log(P) + (1 - y) * torch.log(1 - P)).item())
+        losses.append(-torch.sum(y * torch.log(P + 1e-5) + (1 - y) * torch.log(1 - P + 1e-5)).item())

# %% train_logistic__climbs
"""step: update

반대쪽입니다.

It goes the other way.
"""
-        B = B - lr * X.T @ (P - y)
+        B = B + lr * X.T @ (P - y)
