# %% SGD__no_momentum
"""step: update

첫 걸음만 맞습니다. 앞의 걸음을 이어 가는 momentum·v가 없습니다.

Only the first step is right. There is no momentum·v, which goes on with the steps before.
"""
-                self.v[k] = self.momentum * self.v[k] + p.grad
+                self.v[k] = p.grad

# %% SGD__averages_the_gradients
"""step: update

기울기에 1 − momentum을 곱했습니다. 이 주의 v에는 기울기가 그대로 더해집니다.

The gradient is multiplied by 1 − momentum. In this week's v it is added as it is.
"""
-                self.v[k] = self.momentum * self.v[k] + p.grad
+                self.v[k] = self.momentum * self.v[k] + (1 - self.momentum) * p.grad

# %% SGD__one_v_for_all
"""step: update

모든 파라메터가 v 하나를 같이 씁니다. 파라메터마다 따로 있어야 합니다.

All parameters share one v. Each has to have its own.
"""
-        self.v = [torch.zeros_like(p) for p in self.parameters]
+        self.v = 0

-                self.v[k] = self.momentum * self.v[k] + p.grad
-                p.data = p.data - self.lr * self.v[k]
+                self.v = self.momentum * self.v + p.grad.mean()
+                p.data = p.data - self.lr * self.v

# %% SGD__climbs
"""step: update

파라메터가 기울기의 쪽으로 움직입니다. loss를 줄이려면 그 반대쪽입니다.

The parameters move along the gradient. To make the loss smaller they go the other way.
"""
-                p.data = p.data - self.lr * self.v[k]
+                p.data = p.data + self.lr * self.v[k]

# %% SGD__keeps_the_iterator
"""step: update

파라메터가 움직이지 않습니다. net.parameters()는 한 번만 돌 수 있습니다. list로 바꾸어 두세요.

The parameters do not move. net.parameters() can be walked through only once: keep a list of it.
"""
-        self.parameters = list(parameters)
+        self.parameters = parameters

# %% SGD__makes_new_tensors
"""step: update

파라메터가 움직이지 않습니다. 이름에 새 텐서를 붙였을 뿐, 네트워크의 텐서는 그대로입니다.

The parameters do not move. A name was given to a new tensor, and the net's own stays as it was.
"""
-                p.data = p.data - self.lr * self.v[k]
+                p = p - self.lr * self.v[k]

# %% SGD__only_the_first
"""step: update

첫 파라메터만 움직입니다. return이나 break가 for문 안에 있지 않은지 보세요.

Only the first parameter moves. Is there a return or break inside the loop?
"""
-                p.data = p.data - self.lr * self.v[k]
+                p.data = p.data - self.lr * self.v[k]
+                break

# %% SGD__never_clears
"""step: update

zero_grad가 기울기를 지우지 않습니다. 다음 backward에서 더해집니다.

zero_grad does not clear the gradients. The next backward adds to them.
"""
-        for p in self.parameters:
-            p.grad = None
+        self.v = [torch.zeros_like(p) for p in self.parameters]

# %% SGD__clears_a_copy
"""step: update

기울기가 남아 있습니다. 변수에 새 값을 붙이지 말고 p.grad를 바꾸세요.

The gradients are still there. Change p.grad itself, not a variable that held it.
"""
-        for p in self.parameters:
-            p.grad = None
+        for p in self.parameters:
+            gradient = p.grad
+            gradient = None

# %% SGD__needs_every_gradient
"""step: update

기울기가 없는(None) 파라메터에서 멈추었습니다. 그런 파라메터는 건너뛰세요.

It stops at a parameter that has no gradient (None). Leave such a parameter as it is.
"""
-            if p.grad is not None:
-                self.v[k] = self.momentum * self.v[k] + p.grad
-                p.data = p.data - self.lr * self.v[k]
+            self.v[k] = self.momentum * self.v[k] + p.grad
+            p.data = p.data - self.lr * self.v[k]

# %% SGD__rate_inside_the_momentum
"""step: update

lr이 두 번 곱해집니다. v에는 기울기만, lr은 파라메터를 고칠 때 한 번만입니다.

lr is multiplied twice. v takes the gradient alone; lr comes once, where the parameter is updated.
"""
-                self.v[k] = self.momentum * self.v[k] + p.grad
+                self.v[k] = self.momentum * self.v[k] + self.lr * p.grad

# %% fit_with__sums
"""step: loss

잔차제곱을 평균내지 않고 모두 더했습니다.

The squared residuals are added up, not averaged.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2)

# %% fit_with__never_clears
-        optimizr.zero_grad()

# %% fit_with__of_its_own
"""step: update

받은 옵티마이저를 쓰지 않고 새로 만들었습니다.

The optimiser that was given is not used: a new one is made.
"""
-    for epoc in range(epochs):
+    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)
+    for epoc in range(epochs):

# %% fit_with__clears_before_the_step
"""step: update

step 전에 기울기를 지워서 움직일 것이 남지 않았습니다.

The gradients are cleared before step, and nothing is left to move by.
"""
-        optimizr.step()
-        optimizr.zero_grad()
+        optimizr.zero_grad()
+        optimizr.step()

# %% fit_with__one_step_at_the_end
"""step: update

update가 for문 밖에 한 번뿐입니다. 에폭마다 한 번씩이어야 합니다.

There is one update, behind the loop. There has to be one in every epoch.
"""
-        optimizr.step()
-        optimizr.zero_grad()
+    optimizr.step()
+    optimizr.zero_grad()

# %% gradients__no_mask
"""step: backward

ReLU를 지나지 않고 첫 층으로 갔습니다. u가 음수인 곳에서는 기울기가 0입니다.

It comes to the first layer without passing ReLU. Where u is negative the gradient is 0.
"""
-    du = dv * (u > 0)
+    du = dv

# %% gradients__of_the_sum
"""step: backward

합의 기울기입니다. 평균이므로 자료의 수로 나누어야 합니다.

It is the gradient of the sum. It is a mean: divide by the number of rows.
"""
-    dyhat = 2 * (yhat - y) / len(y)
+    dyhat = 2 * (yhat - y)

# %% gradients__forgets_the_2
-    dyhat = 2 * (yhat - y) / len(y)
+    dyhat = (yhat - y) / len(y)

# %% gradients__wrong_sign
"""step: backward

네 기울기의 부호가 모두 반대입니다. y − yhat의 제곱을 yhat으로 미분해 보세요.

All four gradients have the other sign. Differentiate the square of y − yhat by yhat.
"""
-    dyhat = 2 * (yhat - y) / len(y)
+    dyhat = 2 * (y - yhat) / len(y)

# %% gradients__u_for_v
"""step: backward

W2의 기울기에 ReLU를 하기 전의 u를 썼습니다. W2를 만난 것은 ReLU를 한 다음의 v입니다.

The gradient of W2 uses u, before ReLU. What meets W2 is v, after it.
"""
-    dW2 = v.T @ dyhat
+    dW2 = u.T @ dyhat

# %% gradients__averages_the_biases
"""step: backward

b의 기울기를 행에 대해 평균냈습니다. b는 모든 행에 더해졌으므로 기울기는 모두 더해야 합니다.

The gradients of the biases are means over the rows. b was added to every row, so its gradient is added up over them.
"""
-    db2 = dyhat.sum(dim=0)
+    db2 = dyhat.mean(dim=0)

-    db1 = du.sum(dim=0)
+    db1 = du.mean(dim=0)

# %% gradients__averages_the_hidden_bias
"""step: backward

b1의 기울기를 행에 대해 평균냈습니다. b1은 모든 행에 더해졌으므로 기울기는 모두 더해야 합니다.

The gradient of b1 is a mean over the rows. b1 was added to every row, so its gradient is added up over them.
"""
-    db1 = du.sum(dim=0)
+    db1 = du.mean(dim=0)

# %% gradients__masks_by_the_gradient
"""step: backward

기울기에 ReLU를 했습니다. 음수인지 볼 것은 기울기가 아니라 forward의 u입니다.

ReLU is applied to the gradient. What has to be positive is the u of forward, not the gradient.
"""
-    du = dv * (u > 0)
+    du = torch.relu(dv)

# %% fit_by_hand__loss_after_the_update
"""step: loss

loss를 update한 다음의 파라메터로 계산했습니다. 첫 숫자는 출발점의 loss여야 합니다.

The loss is computed with the parameters after the update. The first number is the loss of the start.
"""
-        yhat = torch.relu(x @ W1 + b1) @ W2 + b2
-        # step2: loss
-        losses.append(torch.mean((y - yhat) ** 2).item())

-        b2.data = b2.data - lr * db2
+        b2.data = b2.data - lr * db2
+        yhat = torch.relu(x @ W1 + b1) @ W2 + b2
+        losses.append(torch.mean((y - yhat) ** 2).item())

# %% fit_by_hand__new_tensors
"""step: update

받은 텐서가 그대로입니다. W1 = W1 - … 은 새 텐서에 이름을 붙일 뿐입니다.

The tensors that were given stay as they were. W1 = W1 - … only gives the name to a new tensor.
"""
-        W1.data = W1.data - lr * dW1
-        b1.data = b1.data - lr * db1
-        W2.data = W2.data - lr * dW2
-        b2.data = b2.data - lr * db2
+        W1, b1, W2, b2 = W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2

# %% fit_by_hand__second_layer_first
"""step: update

두 번째 층을 고친 다음 그 새 값으로 첫 층의 기울기를 구했습니다. 네 기울기는 모두 같은 순간의 것이어야 합니다.

The second layer is updated, and then the gradient of the first is taken with its new values. All four gradients belong to the same moment.
"""
-        W1.data = W1.data - lr * dW1
-        b1.data = b1.data - lr * db1
-        W2.data = W2.data - lr * dW2
-        b2.data = b2.data - lr * db2
+        W2.data = W2.data - lr * dW2
+        b2.data = b2.data - lr * db2
+        dW1, db1, dW2, db2 = gradients(x, y, W1, b1, W2, b2)
+        W1.data = W1.data - lr * dW1
+        b1.data = b1.data - lr * db1

# %% fit_by_hand__climbs
-        W1.data = W1.data - lr * dW1
-        b1.data = b1.data - lr * db1
-        W2.data = W2.data - lr * dW2
-        b2.data = b2.data - lr * db2
+        W1.data = W1.data + lr * dW1
+        b1.data = b1.data + lr * db1
+        W2.data = W2.data + lr * dW2
+        b2.data = b2.data + lr * db2

# %% fit_by_hand__no_biases
"""step: update

b1과 b2가 그대로입니다. 네 파라메터를 모두 고치세요.

b1 and b2 stay as they were. Update all four parameters.
"""
-        b1.data = b1.data - lr * db1

-        b2.data = b2.data - lr * db2

# %% fit_by_hand__sums_the_loss
"""step: loss

잔차제곱을 평균내지 않고 모두 더했습니다.

The squared residuals are added up, not averaged.
"""
-        losses.append(torch.mean((y - yhat) ** 2).item())
+        losses.append(torch.sum((y - yhat) ** 2).item())

# %% fit_by_hand__only_the_last_loss
"""step: loss

마지막 loss만 돌려주었습니다. 에폭마다 하나씩 list에 담으세요.

Only the last loss is returned. Put one for every epoch in a list.
"""
-    return losses
+    return losses[-1]
