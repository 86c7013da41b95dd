# %% softmax__over_columns
"""step: yhat

열마다 합이 1입니다. 한 행이 이미지 하나의 확률이므로 행마다 합이 1이어야 합니다.

Every column adds up to 1. A row holds the probabilities of one image: it is every row that adds up to 1.
"""
-    e = torch.exp(u - u.max(dim=1, keepdim=True).values)
-    return e / e.sum(dim=1, keepdim=True)
+    e = torch.exp(u - u.max(dim=0, keepdim=True).values)
+    return e / e.sum(dim=0, keepdim=True)

# %% softmax__over_everything
"""step: yhat

모든 수의 합으로 나누었습니다. 행마다 그 행의 합으로 나누세요.

It divides by the sum of all numbers. Divide every row by its own sum.
"""
-    return e / e.sum(dim=1, keepdim=True)
+    return e / e.sum()

# %% softmax__overflows
"""step: yhat

exp(1000)은 inf이고, inf/inf는 nan입니다. exp를 취하기 전에 행마다 가장 큰 수를 빼세요.

exp(1000) is inf, and inf/inf is nan. Subtract the largest number of each row before exp.
"""
-    e = torch.exp(u - u.max(dim=1, keepdim=True).values)
+    e = torch.exp(u)

# %% softmax__subtracts_the_largest_of_all
"""step: yhat

모든 수 가운데 가장 큰 수를 뺐습니다. 작은 수만 있는 행은 exp가 모두 0이 됩니다.

The largest of all numbers is subtracted. In a row of small numbers every exp becomes 0.
"""
-    e = torch.exp(u - u.max(dim=1, keepdim=True).values)
+    e = torch.exp(u - u.max())

# %% softmax__no_exp
"""step: yhat

점수를 그대로 합으로 나누었습니다. 먼저 exp를 취하세요.

The scores themselves are divided by their sum. Take exp first.
"""
-    e = torch.exp(u - u.max(dim=1, keepdim=True).values)
+    e = u

# %% softmax__is_the_log
"""step: yhat

확률의 로그입니다. softmax는 확률입니다.

It is the logarithm of the probabilities. Softmax gives the probabilities.
"""
-    return e / e.sum(dim=1, keepdim=True)
+    return torch.log_softmax(u, dim=1)

# %% softmax__is_the_sigmoid
"""step: yhat

수마다 따로 시그모이드를 취했습니다. 레이블이 여럿이면 행의 합이 1이 되도록 나누세요.

It is the sigmoid of every number. With several labels, divide so that a row adds up to 1.
"""
-    return e / e.sum(dim=1, keepdim=True)
+    return torch.sigmoid(u)

# %% cross_entropy__sums
"""step: loss

loss를 평균내지 않고 모두 더했습니다.

The loss is added up, not averaged.
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return -log_p[torch.arange(len(u)), labels].sum()

# %% cross_entropy__forgets_the_sign
"""step: loss

부호가 바뀌었습니다. 확률의 로그는 음수이고, loss는 작을수록 좋아야 합니다.

The sign is turned. The logarithm of a probability is negative, and a loss is better the smaller it is.
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return log_p[torch.arange(len(u)), labels].mean()

# %% cross_entropy__no_softmax
"""step: loss

점수를 확률로 바꾸지 않았습니다. 정답의 점수가 아니라 정답의 확률에 로그를 취합니다.

The scores are not made probabilities. It is the logarithm of the right label's probability, not its score.
"""
-    log_p = u - torch.logsumexp(u, dim=1, keepdim=True)
+    log_p = u

# %% cross_entropy__softmax_twice
"""step: loss

softmax를 두 번 취했습니다. CrossEntropyLoss는 점수를 받아 스스로 softmax를 취합니다.

Softmax is taken twice. CrossEntropyLoss takes scores, and applies softmax itself.
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return torch.nn.CrossEntropyLoss()(torch.softmax(u, dim=1), labels)

# %% cross_entropy__over_columns
"""step: loss

열 방향으로 합쳤습니다. 한 행이 이미지 하나입니다.

It is summed over columns. A row is one image.
"""
-    log_p = u - torch.logsumexp(u, dim=1, keepdim=True)
+    log_p = u - torch.logsumexp(u, dim=0, keepdim=True)

# %% cross_entropy__overflows
"""step: loss

exp(1000)이 inf이거나 log(0)이 -inf가 됩니다. 확률을 먼저 구하지 말고 log_softmax나 logsumexp를 쓰세요.

exp(1000) is inf, or log(0) is -inf. Do not compute probabilities first: use log_softmax or logsumexp.
"""
-    log_p = u - torch.logsumexp(u, dim=1, keepdim=True)
+    log_p = torch.log(torch.softmax(u, dim=1))

# %% cross_entropy__every_label
"""step: loss

정답만이 아니라 모든 레이블의 로그확률을 평균냈습니다.

It averages the logarithms of all labels' probabilities, not those of the right ones alone.
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return -log_p.mean()

# %% cross_entropy__every_pair
"""step: loss

행과 레이블을 하나씩 짝짓지 않고 모든 조합을 골랐습니다: log_p[:, labels].

It picks every combination of rows and labels, not one label a row: log_p[:, labels].
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return -log_p[:, labels].mean()

# %% cross_entropy__off_the_graph
"""step: backward

loss에 그래프가 없습니다. 이 loss로는 미분할 수 없습니다.

The loss has no graph: it cannot be differentiated.
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return -log_p[torch.arange(len(u)), labels].mean().detach()

# %% cross_entropy__in_base_two
"""step: loss

밑이 2인 로그입니다. 자연로그를 쓰세요.

It is the logarithm to base 2. Take the natural one.
"""
-    return -log_p[torch.arange(len(u)), labels].mean()
+    return -log_p[torch.arange(len(u)), labels].mean() / torch.log(torch.tensor(2.0))

# %% confusion__turned
"""step: setup

행과 열이 바뀌었습니다. 행이 정답, 열이 예측입니다.

Rows and columns are swapped: a row is a label, a column a prediction.
"""
-        counts[i, j] += 1
+        counts[j, i] += 1

# %% confusion__overwrites
"""step: setup

세지 않고 1을 적었습니다. 만날 때마다 1을 더하세요.

It writes a 1 and does not count. Add 1 each time.
"""
-        counts[i, j] += 1
+        counts[i, j] = 1

# %% confusion__only_right_ones
"""step: setup

대각선만 셌습니다. 틀린 예측도 세어야 합니다.

Only the diagonal is counted. Wrong predictions count, too.
"""
-        counts[i, j] += 1
+        counts[i, j] += int(i == j)

# %% confusion__shares
"""step: setup

비율입니다. 수를 그대로 두세요.

These are shares. Leave the counts as they are.
"""
-    return counts
+    return counts / len(labels)

# %% confusion__as_many_as_it_sees
"""step: setup

나오지 않은 레이블의 행과 열이 빠졌습니다. 크기는 언제나 classes×classes입니다.

Rows and columns of labels that do not occur are missing. The size is always classes×classes.
"""
-    counts = torch.zeros(classes, classes, dtype=torch.int64)
+    classes = int(labels.max()) + 1
+    counts = torch.zeros(classes, classes, dtype=torch.int64)
