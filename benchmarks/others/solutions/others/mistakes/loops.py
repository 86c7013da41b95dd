# %% accumulated_step__not_scaled
"""step: loss

배치의 수로 나누지 않았습니다.

It is not divided by the number of batches.
"""
-        loss = loss_fn(net(x), y) / len(batches)
+        loss = loss_fn(net(x), y)

# %% accumulated_step__never_cleared
"""step: update

앞의 기울기가 남아 있습니다.

An earlier gradient is left.
"""
-    optimizr.zero_grad()

# %% accumulated_step__steps_every_batch
"""step: update

배치마다 갔습니다.

It steps for every batch.
"""
-        total += loss.item()
-    optimizr.step()
+        total += loss.item()
+        optimizr.step()

# %% accumulated_step__cleared_every_batch
"""step: update

배치마다 지웠습니다.

It clears for every batch.
"""
-        loss.backward()
+        optimizr.zero_grad()
+        loss.backward()

# %% accumulated_step__the_last_loss
"""step: loss

마지막 손실입니다.

It is the last loss.
"""
-        total += loss.item()
+        total = loss.item()

# %% MyAdam__no_correction
"""step: update

처음의 치우침을 고치지 않았습니다.

The bias of the beginning is not corrected.
"""
-            m = self.m[k] / (1 - b1**self.t)
-            v = self.v[k] / (1 - b2**self.t)
+            m, v = self.m[k], self.v[k]

# %% MyAdam__epsilon_inside
"""step: update

eps가 제곱근 안에 있습니다.

eps is inside the root.
"""
-            p.data = p.data - self.lr * m / (torch.sqrt(v) + self.eps)
+            p.data = p.data - self.lr * m / torch.sqrt(v + self.eps)

# %% MyAdam__counts_every_parameter
"""step: update

파라메터마다 t를 셌습니다.

t is counted for every parameter.
"""
-        self.t += 1

-            self.m[k] = b1 * self.m[k] + (1 - b1) * p.grad
+            self.t += 1
+            self.m[k] = b1 * self.m[k] + (1 - b1) * p.grad

# %% MyAdam__keeps_the_iterator
"""step: update

한 번만 돌 수 있습니다.

It can be walked through only once.
"""
-        self.parameters = list(parameters)
+        self.parameters = parameters

# %% MyAdam__betas_of_its_own
"""step: update

받은 betas를 쓰지 않았습니다.

The betas given are not used.
"""
-        b1, b2 = self.betas
+        b1, b2 = 0.9, 0.999

# %% gradient_descent__forgets_the_2
"""step: update

기울기가 절반입니다.

The gradient is half.
"""
-        w = w - lr * 2 * X.T @ residual / len(y)
-        b = b - lr * 2 * residual.mean()
+        w = w - lr * X.T @ residual / len(y)
+        b = b - lr * residual.mean()

# %% gradient_descent__the_bias_sees_the_new_w
"""step: update

w를 고친 다음에 b의 기울기를 구했습니다.

The gradient of b is taken after w was updated.
"""
-        b = b - lr * 2 * residual.mean()
+        b = b - lr * 2 * (X @ w + b - y).mean()

# %% gradient_descent__stops_when_it_is_small
"""step: setup

일찍 멈추었습니다.

It stops early.
"""
-        w = w - lr * 2 * X.T @ residual / len(y)
+        if (X.T @ residual).abs().max() < 0.05:
+            break
+        w = w - lr * 2 * X.T @ residual / len(y)

# %% gradient_descent__rate_of_its_own
"""step: update

받은 lr을 쓰지 않았습니다.

The lr given is not used.
"""
-        w = w - lr * 2 * X.T @ residual / len(y)
-        b = b - lr * 2 * residual.mean()
+        w = w - 0.05 * 2 * X.T @ residual / len(y)
+        b = b - 0.05 * 2 * residual.mean()
