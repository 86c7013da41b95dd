# %% softmax_loss__sums
"""step: loss

합입니다.

It is a sum.
"""
-    return torch.mean(torch.logsumexp(Z, dim=1) - Z[torch.arange(len(y)), y])
+    return torch.sum(torch.logsumexp(Z, dim=1) - Z[torch.arange(len(y)), y])

# %% softmax_loss__wrong_sign
"""step: loss

부호가 반대입니다.

The sign is wrong.
"""
-    return torch.mean(torch.logsumexp(Z, dim=1) - Z[torch.arange(len(y)), y])
+    return torch.mean(Z[torch.arange(len(y)), y] - torch.logsumexp(Z, dim=1))

# %% softmax_loss__over_the_rows
"""step: loss

다른 축으로 더했습니다.

It adds along the other axis.
"""
-    return torch.mean(torch.logsumexp(Z, dim=1) - Z[torch.arange(len(y)), y])
+    return torch.mean(torch.logsumexp(Z, dim=0)) - torch.mean(Z[torch.arange(len(y)), y])

# %% softmax_loss__forgets_the_log
"""step: loss

log가 없습니다.

There is no log.
"""
-    return torch.mean(torch.logsumexp(Z, dim=1) - Z[torch.arange(len(y)), y])
+    return torch.mean(1 - torch.softmax(Z, dim=1)[torch.arange(len(y)), y])

# %% softmax_epoch__not_averaged
"""step: update

배치의 크기로 나누지 않았습니다.

It is not divided by the size of the batch.
"""
-        theta -= lr * x.T @ P / len(label)
+        theta -= lr * x.T @ P

# %% softmax_epoch__divides_by_batch
"""step: update

마지막 배치는 작습니다.

The last batch is smaller.
"""
-        theta -= lr * x.T @ P / len(label)
+        theta -= lr * x.T @ P / batch

# %% softmax_epoch__drops_the_last
"""step: update

마지막 배치가 빠졌습니다.

The last batch is missing.
"""
-    for k in range(0, len(X), batch):
+    for k in range(0, len(X) - batch + 1, batch):

# %% softmax_epoch__climbs
"""step: update

반대쪽입니다.

It goes the other way.
"""
-        theta -= lr * x.T @ P / len(label)
+        theta += lr * x.T @ P / len(label)

# %% softmax_epoch__all_at_once
"""step: update

한 번에 갔습니다.

It goes all at once.
"""
-    for k in range(0, len(X), batch):
-        x, label = X[k : k + batch], y[k : k + batch]
+    for x, label in [(X, y)]:

# %% nn_epoch__no_mask
"""step: update

ReLU를 지나지 않았습니다.

It does not pass ReLU.
"""
-        G1 = (v > 0) * (G2 @ W2.T)
+        G1 = G2 @ W2.T

# %% nn_epoch__second_layer_first
"""step: update

W2를 고친 다음에 G1을 구했습니다.

G1 is taken after W2 was updated.
"""
-        G1 = (v > 0) * (G2 @ W2.T)
-        W1 -= lr * x.T @ G1 / len(label)
-        W2 -= lr * v.T @ G2 / len(label)
+        W2 -= lr * v.T @ G2 / len(label)
+        G1 = (v > 0) * (G2 @ W2.T)
+        W1 -= lr * x.T @ G1 / len(label)

# %% nn_epoch__divides_by_batch
-        W1 -= lr * x.T @ G1 / len(label)
-        W2 -= lr * v.T @ G2 / len(label)
+        W1 -= lr * x.T @ G1 / batch
+        W2 -= lr * v.T @ G2 / batch

# %% nn_epoch__only_the_second_layer
"""step: update

W1이 그대로입니다.

W1 stays.
"""
-        W1 -= lr * x.T @ G1 / len(label)
