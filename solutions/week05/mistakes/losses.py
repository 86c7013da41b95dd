# Known mistakes of losses.py: a cell a program, as a student who makes it would write it.

# %% loss_surface__broadcasts
"""step: loss

y와 yhat의 shape이 달라서 모든 짝의 차이가 평균에 들어갔습니다. 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so every pair went into the mean. Print both shapes right before the subtraction.
"""
-            mse[i,j] = torch.mean((y-yhat)**2)
+            mse[i,j] = torch.mean((y.reshape(-1)-yhat)**2)

# %% loss_surface__forgets_the_minus
"""step: loss

BCE의 부호가 반대입니다.

The sign of the BCE is the wrong way round.
"""
-            bce[i,j] = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+            bce[i,j] = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% loss_surface__forgets_the_sigmoid
"""step: loss

yhat이 확률이 아니라 직선의 값입니다.

yhat is the line, not a probability.
"""
-            yhat = torch.exp(u)/(1+torch.exp(u))
+            yhat = u

# %% loss_surface__returns_bce_first
"""step: loss

돌려주는 순서가 다릅니다. mse, bce의 순서입니다.

The order of what comes back is wrong: it is mse, bce.
"""
-    return mse, bce
+    return bce, mse

# %% loss_surface__sums_the_bce
"""step: loss

BCE가 평균이 아니라 합입니다.

The BCE is a sum, not a mean.
"""
-            bce[i,j] = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+            bce[i,j] = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% loss_surface__sums_the_mse
"""step: loss

MSE가 평균이 아니라 합입니다.

The MSE is a sum, not a mean.
"""
-            mse[i,j] = torch.mean((y-yhat)**2)
+            mse[i,j] = torch.sum((y-yhat)**2)

# %% loss_surface__swaps_rows_and_columns
"""step: loss

행과 열이 바뀌었습니다. 행은 w0s, 열은 w1s를 따라갑니다.

Rows and columns have changed places: rows follow w0s, columns w1s.
"""
-    return mse, bce
+    return mse.T, bce.T

# %% loss_surface__swaps_w0_and_w1
"""step: loss

절편과 기울기의 자리가 바뀌었습니다.

Intercept and slope have changed places.
"""
-            u = w0 + w1*x
+            u = w1 + w0*x

# %% compare_losses__has_another_default_of_lr
-def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
+def compare_losses(w0, w1, x, y, lr=0.01, epochs=100):

# %% compare_losses__never_clears
-            optimizr.zero_grad()

# %% compare_losses__starts_anywhere
"""step: update

출발점이 (w0, w1)이 아닙니다.

The start is not (w0, w1).
"""
-        net[0].bias.data = torch.tensor([float(w0)])
-        net[0].weight.data = torch.tensor([[float(w1)]])

# %% compare_losses__stops_one_epoch_early
"""step: update

반복이 한 번 모자랍니다. `range`가 어디서 시작해서 어디서 끝나는지 세어 보세요.

The loop runs one epoch too few. Count where your `range` starts and where it stops.
"""
-        for epoc in range(epochs):
+        for epoc in range(1, epochs):

# %% compare_losses__swaps_w0_and_w1
"""step: update

각 행의 순서가 다릅니다. (w0, w1), 즉 절편이 먼저입니다.

The order within the rows is wrong: (w0, w1), the intercept first.
"""
-        ends.append([net[0].bias.item(), net[0].weight.item()])
+        ends.append([net[0].weight.item(), net[0].bias.item()])

# %% compare_losses__trains_bce_first
"""step: update

행의 순서가 다릅니다. 첫 행이 MSE, 둘째 행이 BCE입니다.

The rows are in the wrong order: MSE first, BCE second.
"""
-    for loss_fn in (torch.nn.MSELoss(), torch.nn.BCELoss()):
+    for loss_fn in (torch.nn.BCELoss(), torch.nn.MSELoss()):

# %% compare_losses__trains_both_with_mse
"""step: update

두 행이 모두 MSE로 학습되었습니다. 두 행이 같은지 보세요.

Both rows were trained with the MSE. Look whether the rows are equal.
"""
-    for loss_fn in (torch.nn.MSELoss(), torch.nn.BCELoss()):
+    for loss_fn in (torch.nn.MSELoss(), torch.nn.MSELoss()):

# %% compare_losses__trains_one_net_on
"""step: update

둘째 학습이 첫째 학습이 끝난 곳에서 출발했습니다. 두 학습은 같은 출발점에서 시작해야 합니다.

The second training starts where the first one ended. Both have to start from the same place.
"""
     ends = []
+    net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
+    net[0].bias.data = torch.tensor([float(w0)])
+    net[0].weight.data = torch.tensor([[float(w1)]])

-        net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
-        net[0].bias.data = torch.tensor([float(w0)])
-        net[0].weight.data = torch.tensor([[float(w1)]])

# %% compare_losses__uses_sgd
"""step: update

Adam이 아니라 SGD로 학습했습니다.

SGD was used, not Adam.
"""
-        optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+        optimizr = torch.optim.SGD(net.parameters(), lr=lr)
