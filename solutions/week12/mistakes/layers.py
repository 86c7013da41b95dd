# %% Linear__forgets_the_bias
"""step: forward

b를 더하지 않았습니다.

b is not added.
"""
-        return x @ self.W + self.b
+        return x @ self.W

# %% Linear__subtracts_the_bias
"""step: forward

b를 더하지 않고 뺐습니다.

b is taken away, not added.
"""
-        return x @ self.W + self.b
+        return x @ self.W - self.b

# %% Linear__averages_dW
"""step: backward

dW를 자료의 수로 나누었습니다. 평균은 loss에서 한 번 냈고, 그 나눗셈은 뒤에서 온 기울기 안에 있습니다.

dW is divided by the number of rows. The loss has averaged already, and its division is in the gradient from behind.
"""
-        self.dW = self.x.T @ gradient
+        self.dW = self.x.T @ gradient / len(self.x)

# %% Linear__averages_db
"""step: backward

db를 행에 대해 평균냈습니다. b는 모든 행에 더해졌으므로 기울기는 모두 더해야 합니다.

db is the mean over the rows. b was added to every row, so its gradient is added up over them.
"""
-        self.db = gradient.sum(dim=0)
+        self.db = gradient.mean(dim=0)

# %% Linear__sums_db_over_columns
"""step: backward

db를 다른 축으로 더했습니다. b의 기울기는 b와 같은 모양입니다.

db is added up along the other axis. The gradient of b has the shape of b.
"""
-        self.db = gradient.sum(dim=0)
+        self.db = gradient.sum(dim=1)

# %% Linear__keeps_db_of_every_row
"""step: backward

db가 행마다 하나씩 있습니다. b의 기울기는 b와 같은 모양입니다.

There is a db for every row. The gradient of b has the shape of b.
"""
-        self.db = gradient.sum(dim=0)
+        self.db = gradient

# %% Linear__turns_dW
"""step: backward

dW가 W를 뒤집은 모양입니다. 기울기는 언제나 파라메터와 같은 모양입니다.

dW has the shape of W turned. A gradient always has the shape of its parameter.
"""
-        self.dW = self.x.T @ gradient
+        self.dW = gradient.T @ self.x

# %% Linear__adds_gradients_up
"""step: backward

앞의 기울기에 더했습니다. 다음 자료에서는 그 자료의 기울기만 남아야 합니다.

It adds to the gradients it had. On the next data only the gradients of these are to be left.
"""
-        self.b = b
+        self.b = b
+        self.dW, self.db = torch.zeros_like(W), torch.zeros_like(b)

-        self.dW = self.x.T @ gradient
-        self.db = gradient.sum(dim=0)
+        self.dW = self.dW + self.x.T @ gradient
+        self.db = self.db + gradient.sum(dim=0)

# %% Linear__hands_on_what_it_got
"""step: backward

뒤에서 온 기울기를 그대로 넘겼습니다. 입력까지 가려면 W를 지나야 합니다.

It hands on the gradient as it came. On its way to the input it passes W.
"""
-        return gradient @ self.W.T
+        return gradient

# %% Linear__hands_on_nothing
"""step: backward

backward가 아무것도 돌려주지 않습니다. 앞의 층은 자기 출력에 대한 기울기를 기다립니다.

backward returns nothing. The layer before waits for the gradient of its output.
"""
-        return gradient @ self.W.T

# %% Linear__remembers_the_first_input
"""step: backward

처음 본 x를 계속 씁니다. 마지막 forward의 x를 기억해야 합니다.

It goes on with the first x it saw. It has to remember that of the last forward.
"""
-        self.x = x
-        return x @ self.W + self.b
+        if not hasattr(self, "x"):
+            self.x = x
+        return x @ self.W + self.b

-        self.dW = self.x.T @ gradient
+        self.dW = self.x[:len(gradient)].T @ gradient

# %% Relu__in_place
"""step: forward

값은 맞지만 받은 u가 함께 바뀌었습니다. 이름 끝에 _가 붙은 함수는 그 자리에서 바꿉니다.

The values are right, but the u that was given changed with them. Functions whose name ends in _ work in place.
"""
-        self.u = u
-        return torch.clamp(u, min=0)
+        self.u = u.clone()
+        return u.clamp_(min=0)

# %% Relu__passes_everything
"""step: backward

기울기가 모두 지나갑니다. 0이 된 곳에서는 u가 조금 움직여도 출력이 그대로입니다.

Every gradient passes. Where the output became 0, a small move of u does not change it.
"""
-        return gradient * (self.u > 0)
+        return gradient

# %% Relu__clips_the_gradient
"""step: backward

기울기에 ReLU를 했습니다. 음수인지 볼 것은 기울기가 아니라 forward의 u입니다.

ReLU is applied to the gradient. What has to be positive is the u of forward, not the gradient.
"""
-        return gradient * (self.u > 0)
+        return torch.clamp(gradient, min=0)

# %% Relu__multiplies_by_its_output
"""step: backward

ReLU의 값을 곱했습니다. 곱할 것은 미분, 곧 0 아니면 1입니다.

It multiplies by ReLU's value. What is multiplied is the derivative, which is 0 or 1.
"""
-        return gradient * (self.u > 0)
+        return gradient * torch.clamp(self.u, min=0)

# %% Relu__forgets_the_gradient
"""step: backward

ReLU의 미분만 돌려주었습니다. 뒤에서 온 기울기를 곱해야 합니다.

It returns ReLU's own derivative alone. The gradient from behind has to be multiplied.
"""
-        return gradient * (self.u > 0)
+        return (self.u > 0).float()

# %% Mse__sums
"""step: loss

잔차제곱을 평균내지 않고 모두 더했습니다.

The squared residuals are added up, not averaged.
"""
-        return torch.mean(self.residual**2)
+        return torch.sum(self.residual**2)

# %% Mse__residual_the_other_way_round
"""step: backward

기울기의 부호가 반대입니다. y − yhat의 제곱을 yhat으로 미분해 보세요.

The gradient has the other sign. Differentiate the square of y − yhat by yhat.
"""
-        return 2 * self.residual / self.residual.numel()
+        return -2 * self.residual / self.residual.numel()

# %% Mse__forgets_the_2
"""step: backward

기울기가 절반입니다. 제곱을 미분하면 2가 나옵니다.

The gradient is half of the right one. Differentiate a square: there is a 2.
"""
-        return 2 * self.residual / self.residual.numel()
+        return self.residual / self.residual.numel()

# %% Mse__gradient_of_the_sum
"""step: backward

합의 기울기입니다. forward는 평균이므로 칸의 수로 나누어야 합니다.

It is the gradient of a sum. forward is a mean, so it is divided by the number of entries.
"""
-        return 2 * self.residual / self.residual.numel()
+        return 2 * self.residual

# %% Mse__divides_by_rows
"""step: backward

행의 수로 나누었습니다. 열이 여럿이면 forward의 평균은 모든 칸에 대한 것입니다.

It divides by the number of rows. With several columns, the mean of forward is over all entries.
"""
-        return 2 * self.residual / self.residual.numel()
+        return 2 * self.residual / len(self.residual)

# %% Sigmoid__forgets_the_gradient
"""step: backward

시그모이드의 미분만 돌려주었습니다. 뒤에서 온 기울기를 곱해야 합니다.

It returns the derivative of the sigmoid alone. The gradient from behind has to be multiplied.
"""
-        return gradient * v * (1 - v)
+        return v * (1 - v)

# %% Sigmoid__slope_of_u
"""step: backward

u(1 − u)를 곱했습니다. 미분은 시그모이드의 값 v로 v(1 − v)입니다.

It multiplies by u(1 − u). The derivative is v(1 − v), of the sigmoid's value v.
"""
-        ctx.save_for_backward(v)
+        ctx.save_for_backward(u)

# %% Sigmoid__sigmoid_twice
"""step: backward

시그모이드를 두 번 했습니다. forward에서 저장한 것이 u인지 v인지 보세요.

The sigmoid is taken twice. Look which of u and v forward has saved.
"""
-        (v,) = ctx.saved_tensors
-        return gradient * v * (1 - v)
+        (u,) = ctx.saved_tensors
+        v = torch.sigmoid(u)
+        return gradient * v * (1 - v)

# %% Sigmoid__not_a_function
"""step: setup

값도 미분도 맞지만 미분은 autograd가 했습니다. torch.autograd.Function을 물려받아 backward를 직접 쓰세요.

Value and derivative are right, but autograd has differentiated. Inherit torch.autograd.Function and write backward yourself.
"""
class Sigmoid:
    @staticmethod
    def apply(u):
        return torch.sigmoid(u)
