# %% predict__stays_in_training
"""step: yhat

드롭아웃이 켜져 있어서 부를 때마다 값이 다릅니다. 평가할 때는 net.eval()입니다.

Dropout is on, and every call gives other values. Evaluation begins with net.eval().
"""
-    net.eval()
-    with torch.no_grad():
+    with torch.no_grad():

# %% predict__keeps_the_graph
"""step: yhat

값은 맞지만 그래프가 붙어 있습니다. 평가에는 미분이 필요 없습니다.

The values are right, but they carry a graph: evaluation needs no derivative.
"""
-    with torch.no_grad():
-        yhat = net(x)
+    yhat = net(x)

# %% predict__stays_in_evaluation
"""step: setup

net이 평가 모드로 남았습니다. 이대로 학습하면 드롭아웃이 없습니다.

The net is left in evaluation mode: trained on like this, it has no dropout.
"""
-    net.train()

# %% train_and_test_mse__with_dropout
"""step: loss

드롭아웃이 켜진 채로 계산했습니다. 평가할 때는 net.eval()입니다.

It is computed with dropout on. Evaluation begins with net.eval().
"""
-    net.eval()

# %% train_and_test_mse__swapped
"""step: setup

두 숫자의 순서가 바뀌었습니다. 학습한 자료의 것이 먼저입니다.

The two numbers are the wrong way round: that of the training comes first.
"""
-    return train.item(), test.item()
+    return test.item(), train.item()

# %% train_and_test_mse__sums
"""step: loss

제곱을 평균내지 않고 모두 더했습니다. 자료의 수가 다르면 비교할 수 없습니다.

The squares are added up, not averaged: with other numbers of data they cannot be compared.
"""
-        train = torch.mean((y - net(x)) ** 2)
-        test = torch.mean((y_test - net(x_test)) ** 2)
+        train = torch.sum((y - net(x)) ** 2)
+        test = torch.sum((y_test - net(x_test)) ** 2)

# %% train_and_test_mse__stays_in_evaluation
-    net.train()

# %% fit_dropout__without_dropout
"""step: loss

드롭아웃이 꺼진 채로 학습했습니다. 학습하기 전에 net.train()을 부르세요.

It is trained with dropout off. Call net.train() before the training.
"""
-    net.train()

# %% fit_dropout__left_in_training
"""step: setup

net이 학습 모드로 남았습니다. 이대로 예측하면 부를 때마다 값이 다릅니다.

The net is left in training mode: it will predict something else every time.
"""
-    net.eval()

# %% fit_dropout__never_clears
-        optimizr.zero_grad()
