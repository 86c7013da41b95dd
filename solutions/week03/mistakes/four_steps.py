# Known mistakes of four_steps.py: a cell a program, as a student who makes it would write it.

# %% yhat__cuts_the_graph
"""step: yhat

값은 맞지만 그래프가 끊겼습니다. .data나 detach는 그림을 그릴 때 쓰는 것이고, 여기서 쓰면 step3에서 미분할 수 없습니다.

The values are right but the graph is cut. .data and detach are for plots: used here, step3 cannot differentiate.
"""
-    return X @ What
+    return (X @ What).data

# %% yhat__forgets_the_bias
"""step: yhat

절편 w0가 빠졌습니다. 기울기와 x만 곱해졌습니다. X의 두 열이 모두 쓰이는지 보세요.

The intercept w0 is missing: only the slope met x. See whether both columns of X are used.
"""
-    return X @ What
+    return X[:, 1:] @ What[1:]

# %% yhat__has_the_other_sign
"""step: yhat

부호가 반대입니다. 예측값은 X와 What의 곱 그대로입니다.

The sign is turned round. The prediction is the product of X and What as it is.
"""
-    return X @ What
+    return -(X @ What)

# %% yhat__is_flat
"""step: yhat

값은 맞지만 모양이 (n,)입니다. n×1인 y에서 빼면 n×n이 됩니다.

The values are right, but the shape is (n,). Taken from an n×1 y it gives n×n.
"""
-    return X @ What
+    return (X @ What).reshape(-1)

# %% yhat__is_made_for_a_hundred
"""step: yhat

강의 자료처럼 100행일 때만 됩니다. 100을 적는 대신 X의 행의 수를 따르게 하세요.

It works for 100 rows only, like the lecture's data. Let it follow the number of rows of X.
"""
-    return X @ What
+    return (X @ What).reshape(100, 1)

# %% yhat__multiplies_by_element
"""step: yhat

원소끼리 곱하려고 했습니다. X는 n×2, What은 2×1이므로 행렬곱이 필요합니다.

This multiplies element by element. X is n×2 and What is 2×1: a matrix product is needed.
"""
-    return X @ What
+    return X * What

# %% yhat__swaps_the_weights
"""step: yhat

w0와 w1이 바뀌었습니다. What의 첫 번째 수가 1로 된 열과 곱해져야 합니다.

w0 and w1 changed places. The first number of What is to meet the column of ones.
"""
-    return X @ What
+    return X.flip(1) @ What

# %% sse__adds_instead_of_subtracting
"""step: loss

y와 yhat을 더했습니다. 잔차는 둘의 차이입니다.

y and yhat were added. A residual is their difference.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum((y + yhat) ** 2)

# %% sse__averages_instead_of_summing
"""step: loss

합이 아니라 평균입니다. 손실이 정확히 n배 작습니다. 이름의 첫 글자 S가 무엇인지 보세요.

This is the mean, not the sum: exactly n times too small. Look at what the first letter of the name stands for.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.mean((y - yhat) ** 2)

# %% sse__becomes_a_number
"""step: loss

값은 맞지만 텐서가 아니라 그냥 수입니다. 그래프가 사라져서 step3에서 미분할 수 없습니다.

The value is right, but it is a plain number: the graph is gone, and step3 cannot differentiate.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2).item()

# %% sse__broadcasts_to_n_by_n
"""step: loss

y와 yhat의 모양이 달라서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

y and yhat differ in shape, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum((y.reshape(-1) - yhat) ** 2)

# %% sse__cubes
"""step: loss

제곱이 아니라 세제곱입니다. 음의 잔차가 손실을 줄이게 됩니다.

It cubes instead of squaring: negative residuals would lower the loss.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 3)

# %% sse__forgets_the_square
"""step: loss

제곱을 하지 않았습니다. 양의 잔차와 음의 잔차가 서로 지워집니다.

Nothing is squared: positive and negative residuals cancel.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum(y - yhat)

# %% sse__halves
"""step: loss

강의의 손실의 절반입니다. 1/2을 곱하는 책도 있지만 이 강의는 곱하지 않습니다. 미분값도 절반이 됩니다.

It is half the lecture's loss. Some books put 1/2 in front; this lecture does not. The gradient is halved, too.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2) / 2

# %% sse__keeps_every_square
"""step: loss

제곱만 하고 하나의 수로 모으지 않았습니다. 손실은 모양이 ()인 수 하나여야 합니다.

The squares were not gathered into one number. The loss is a single number of shape ().
"""
-    return torch.sum((y - yhat) ** 2)
+    return (y - yhat) ** 2

# %% sse__takes_absolute_values
"""step: loss

제곱 대신 절댓값을 썼습니다. 다른 손실이고, 미분값도 다릅니다.

Absolute values were used instead of squares: another loss with another gradient.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sum(torch.abs(y - yhat))

# %% sse__takes_the_root
"""step: loss

제곱근까지 씌웠습니다. 강의의 손실은 제곱의 합이나 평균에서 멈춥니다.

A square root was taken on top. The lecture's loss stops at the sum or mean of the squares.
"""
-    return torch.sum((y - yhat) ** 2)
+    return torch.sqrt(torch.sum((y - yhat) ** 2))

# %% gradient_by_hand__averages
"""step: backward

n으로 나누었습니다. 이번 주의 손실은 평균이 아니라 합입니다.

It is divided by n. This week's loss is a sum, not a mean.
"""
def gradient_by_hand(X, y, What):
    return -2 * X.T @ (y - X @ What.data) / len(y)

# %% gradient_by_hand__forgets_the_transpose
"""step: backward

n×2인 X를 n×1인 잔차에 그대로 곱하려고 했습니다. 두 모양을 적어 보세요: 무엇을 뒤집어야 2×1이 될까요?

X (n×2) was multiplied by the residuals (n×1) as it is. Write both shapes down: what has to be turned over to give 2×1?
"""
def gradient_by_hand(X, y, What):
    return -2 * X @ (y - X @ What.data)

# %% gradient_by_hand__forgets_the_two
"""step: backward

정확히 절반입니다. 제곱을 미분하면 앞에 무엇이 나오는지 보세요.

It is exactly half. Look at what comes to the front when a square is differentiated.
"""
def gradient_by_hand(X, y, What):
    return -X.T @ (y - X @ What.data)

# %% gradient_by_hand__forgets_y
"""step: backward

y가 식에 없습니다. 예측값이 아니라 잔차에 곱해야 합니다.

There is no y in the formula. It is the residuals that are to be multiplied, not the predictions.
"""
def gradient_by_hand(X, y, What):
    return 2 * X.T @ (X @ What.data)

# %% gradient_by_hand__is_a_crude_difference
"""step: backward

미분이 아니라 조금 떨어진 두 점 사이의 기울기입니다. 가깝지만 같지는 않습니다. 식을 종이에 풀어 보세요.

This is the slope between two points a little apart, not the derivative: close, but not the same. Work the formula out on paper.
"""
def gradient_by_hand(X, y, What):
    rise = []
    for i in range(2):
        there = What.data.clone()
        there[i] += 0.01
        rise.append(torch.sum((y - X @ there) ** 2) - torch.sum((y - X @ What.data) ** 2))
    return torch.stack(rise).reshape(2, 1) / 0.01

# %% gradient_by_hand__is_flat
"""step: backward

값은 맞지만 모양이 (2,)입니다. What과 같은 2×1이어야 What에서 뺄 수 있습니다.

The values are right, but the shape is (2,). It has to be 2×1 like What, to be taken from it.
"""
def gradient_by_hand(X, y, What):
    return (-2 * X.T @ (y - X @ What.data)).reshape(-1)

# %% gradient_by_hand__is_in_double
"""step: backward

값은 맞지만 float64입니다. 이 강의의 텐서는 float32입니다.

The values are right, but they are float64. The lecture's tensors are float32.
"""
def gradient_by_hand(X, y, What):
    return -2 * X.double().T @ (y.double() - X.double() @ What.data.double())

# %% gradient_by_hand__is_in_numpy
"""step: backward

값은 맞지만 텐서가 아니라 넘파이 배열입니다.

The values are right, but it is a NumPy array, not a tensor.
"""
def gradient_by_hand(X, y, What):
    return (-2 * X.T @ (y - X @ What.data)).numpy()

# %% gradient_by_hand__keeps_every_row
"""step: backward

행마다의 미분값을 더하지 않았습니다. 손실이 합이므로 미분도 행들의 합입니다.

The rows' derivatives were not added up. The loss is a sum, and so is its derivative.
"""
def gradient_by_hand(X, y, What):
    return -2 * X * (y - X @ What.data)

# %% gradient_by_hand__turns_the_sign
"""step: backward

부호가 반대입니다. 괄호 안의 What 앞에 있는 부호까지 미분했는지 보세요.

The sign is turned round. See whether the sign before What, inside the bracket, was differentiated too.
"""
def gradient_by_hand(X, y, What):
    return 2 * X.T @ (y - X @ What.data)

# %% backward__averages_again
"""step: backward

미분하기 전에 손실을 또 나누었습니다. 평균을 낼지 합을 낼지는 step2에서 이미 정해졌습니다.

The loss was divided once more before it was differentiated. Mean or sum is settled in step2.
"""
-    loss.backward()
+    (loss / 100).backward()

# %% backward__differentiates_a_copy
"""step: backward

그래프에서 떼어 낸 복사본을 미분했습니다. 그 복사본은 What과 이어져 있지 않아 What.grad가 채워지지 않습니다.

A detached copy was differentiated. It is not tied to What any more, so What.grad stays empty.
"""
-    loss.backward()
+    loss.detach().requires_grad_().backward()

# %% backward__forgets_to_call
"""step: backward

미분이 일어나지 않았습니다. 함수의 이름만 적었는지, 괄호로 실제로 불렀는지 보세요.

Nothing was differentiated. See whether the method is only named or really called, with parentheses.
"""
-    loss.backward()
+    loss.backward

# %% backward__goes_twice
"""step: backward

미분값이 두 배입니다. 미분을 두 번 하면 .grad에 더해집니다.

The gradient is twice too large. Differentiating twice adds up in .grad.
"""
 def backward(loss):
+    loss.backward(retain_graph=True)

# %% backward__squares_the_loss
"""step: backward

손실이 아니라 손실의 제곱을 미분했습니다. 받은 loss를 그대로 미분하세요.

The square of the loss was differentiated. Take the loss as it is given.
"""
-    loss.backward()
+    (loss ** 2).backward()

# %% backward__turns_the_sign
"""step: backward

미분값의 부호가 반대입니다. 부호를 바꾸는 것은 step4의 빼기입니다.

The gradient's sign is turned round. Going the other way is what the minus of step4 is for.
"""
-    loss.backward()
+    (-loss).backward()

# %% update__clears_before_use
"""step: update

미분값을 쓰기 전에 비웠습니다. 비운 뒤에는 움직일 방향이 없습니다. 두 줄의 순서를 보세요.

The gradient was cleared before it was used, so there was nothing left to move by. Look at the order of the two lines.
"""
 def update(What, lr):
+    What.grad = torch.zeros_like(What)

-    What.grad = None

# %% update__clears_to_none_before_use
"""step: update

미분값을 쓰기 전에 None으로 비워서 곱할 것이 없어졌습니다. 두 줄의 순서를 보세요.

The gradient was set to None before it was used: there is nothing to multiply. Look at the order of the two lines.
"""
def update(What, lr):
    What.grad = None
    What.data = What.data - lr * What.grad
    return What

# %% update__forgets_where_it_was
"""step: update

지금 자리에서 움직이지 않고, 걸음 자체가 새 자리가 되었습니다.

The step itself became the new place: what What was before is lost.
"""
-    What.data = What.data - lr * What.grad
+    What.data = -lr * What.grad

# %% update__goes_through_the_graph
"""step: update

그래프에 속한 파라메터를 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 미분의 대상이 아니므로 그래프 밖에서 해야 합니다.

It changed a parameter in place while the graph was watching, which is an error. An update is not differentiated: make it outside the graph.
"""
-    What.data = What.data - lr * What.grad
+    What -= lr * What.grad

# %% update__goes_uphill
"""step: update

손실이 커지는 쪽으로 움직였습니다. 미분값의 방향은 손실이 커지는 방향입니다. 더하기와 빼기를 보세요.

It moved where the loss grows. The gradient points uphill: look at plus and minus.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data + lr * What.grad

# %% update__ignores_lr
"""step: update

학습률을 곱하지 않았습니다. 미분값만큼 통째로 움직이면 걸음이 너무 큽니다.

The learning rate is not used: a step as large as the whole gradient is too large.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - What.grad

# %% update__makes_a_new_tensor
"""step: update

새 텐서를 만들어 이름만 What이라고 붙였습니다. 주어진 What은 그대로이고, 새 텐서는 leaf 텐서가 아니라서 .grad가 채워지지 않습니다.

A new tensor was made and only called What. The given What has not moved, and the new one is no leaf, so its .grad stays empty.
"""
-    What.data = What.data - lr * What.grad
-    What.grad = None
+    What = What - lr * What.grad

# %% update__moves_the_slope_alone
"""step: update

기울기 w1만 움직이고 절편 w0는 그대로입니다.

Only the slope w1 moved; the intercept w0 stayed.
"""
-    What.data = What.data - lr * What.grad
+    What.data[1] = What.data[1] - lr * What.grad[1]

# %% update__never_clears
"""step: update

What.grad가 남아 있습니다. 다음 에폭에서 backward가 새 미분값을 여기에 더합니다.

What.grad is still there. In the next epoch backward adds the new gradient to it.
"""
-    What.grad = None

# %% update__normalises_the_gradient
"""step: update

미분값의 크기를 1로 만들어 방향만 썼습니다. 강의의 걸음은 미분값의 크기에 비례합니다.

The gradient was scaled to length 1, so only its direction counts. The lecture's step grows with the gradient.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - lr * What.grad / What.grad.norm()

# %% update__steps_twice
"""step: update

두 번 움직였습니다. 에폭마다 한 번만 움직여야 합니다.

It moved twice. One epoch makes one step.
"""
 def update(What, lr):
+    What.data = What.data - lr * What.grad

# %% update__stops_being_a_parameter
"""step: update

움직이기는 했지만 What이 더 이상 미분할 수 있는 파라메터가 아닙니다. 다음 에폭의 미분이 안 됩니다. requires_grad를 출력해 보세요.

It moved, but What is no parameter any more: the next epoch cannot differentiate. Print its requires_grad.
"""
-    What.data = What.data - lr * What.grad
+    What.requires_grad = False
+    What -= lr * What.grad

# %% update__uses_a_rate_of_its_own
"""step: update

받은 lr 대신 늘 0.1을 씁니다. 다른 학습률을 넣어 보세요.

It always uses 0.1 instead of the lr it is given. Try another learning rate.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - 0.1 * What.grad

# %% one_epoch__averages
"""step: loss

합이 아니라 평균을 손실로 썼습니다. 손실이 n배 작습니다.

The mean was used as the loss instead of the sum: it is n times too small.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) ** 2)

# %% one_epoch__broadcasts_to_n_by_n
"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-    yhat = X @ What
+    yhat = (X @ What).reshape(-1)

# %% one_epoch__clears_before_the_update
"""step: update

backward와 업데이트 사이에서 미분값을 0으로 비웠습니다. 그래서 What이 움직이지 않습니다.

The gradient was set to zero between backward and the update, so What never moves.
"""
     loss.backward()
+    What.grad.zero_()

# %% one_epoch__cuts_off_half_of_the_square
"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) * (y - yhat.data))

# %% one_epoch__defaults_to_another_rate
"""step: update

lr을 주지 않았을 때의 학습률이 강의와 다릅니다. 기본값을 보세요.

When lr is not given, the learning rate is not the lecture's. Look at the default.
"""
-def one_epoch(X, y, What, lr=1/1000):
+def one_epoch(X, y, What, lr=1/100):

# %% one_epoch__divides_the_rate_by_n
"""step: update

미분값을 n으로 한 번 더 나누었습니다. 평균을 낼지는 step2에서 이미 정해졌습니다.

The gradient is divided by n once more. Whether to average is settled in step2.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - lr / len(y) * What.grad

# %% one_epoch__forgets_backward
"""step: backward

미분을 하지 않아서 .grad가 None입니다. step3의 자리를 보세요.

Nothing was differentiated, so .grad is None. Look at the place of step3.
"""
-    loss.backward()

# %% one_epoch__forgets_the_bias
"""step: yhat

예측값에서 절편 w0가 빠졌습니다. w0는 한 번도 움직이지 않습니다.

The intercept w0 is missing from the predictions, and never moves.
"""
-    yhat = X @ What
+    yhat = X[:, 1:] @ What[1:]

# %% one_epoch__goes_through_the_graph
"""step: update

그래프에 속한 What을 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed What in place while the graph was watching, which is an error. The update belongs outside the graph.
"""
-    What.data = What.data - lr * What.grad
+    What -= lr * What.grad

# %% one_epoch__goes_uphill
"""step: update

한 에폭 뒤의 손실이 더 큽니다. 업데이트의 부호를 보세요.

After the epoch the loss is larger. Look at the sign of the update.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data + lr * What.grad

# %% one_epoch__halves_the_loss
"""step: loss

손실이 강의의 절반이고, 그래서 미분값도 절반입니다.

The loss is half the lecture's, and so is the gradient.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) / 2

# %% one_epoch__ignores_lr
"""step: update

lr을 다르게 주어도 늘 같은 학습률을 씁니다.

It uses the same learning rate whatever lr says.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - 1/1000 * What.grad

# %% one_epoch__moves_the_slope_alone
"""step: update

기울기만 움직이고 절편은 시작값에 머물러 있습니다.

Only the slope moves; the intercept stays at its start.
"""
-    What.data = What.data - lr * What.grad
+    What.data[1] = What.data[1] - lr * What.grad[1]

# %% one_epoch__never_clears
"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
"""
-    What.grad = None

# %% one_epoch__repeats_thirty_times
"""step: setup

한 번 불렀는데 서른 에폭이 지나갔습니다. 반복은 fit이 할 일입니다.

One call made thirty epochs. Repeating is what fit is for.
"""
def one_epoch(X, y, What, lr=1/1000):
    for epoc in range(30):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What

# %% one_epoch__starts_from_zero
"""step: setup

주어진 What을 0으로 바꾸고 시작했습니다. 주어진 값에서 시작하세요.

It set the given What to zero before it began. Start from what is given.
"""
 def one_epoch(X, y, What, lr=1/1000):
+    What.data = torch.zeros(2, 1)

# %% one_epoch__starts_where_the_lecture_does
"""step: setup

주어진 What에서 시작하지 않고 함수 안에서 강의의 시작값을 새로 만들었습니다.

It does not start from the What it is given, but makes the lecture's start anew inside.
"""
 def one_epoch(X, y, What, lr=1/1000):
+    What = torch.tensor([[-5.0], [10.0]], requires_grad=True)

# %% one_epoch__steps_twice
"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""
     What.data = What.data - lr * What.grad
+    What.data = What.data - lr * What.grad

# %% one_epoch__walks_the_right_path_with_the_wrong_loss
"""step: loss

길은 맞지만 손실이 다릅니다. 평균을 쓰고 학습률에 n을 곱해 길만 맞춘 것입니다.

The path is right but the loss is not: it is the mean, and a rate times n makes up for it.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) ** 2)

-    What.data = What.data - lr * What.grad
+    What.data = What.data - lr * len(y) * What.grad

# %% one_epoch__clips_the_gradient
"""step: update

미분값의 크기를 잘라 냈습니다. 강의의 걸음은 미분값 그대로에 비례합니다.

The gradient was cut down to a size. The lecture's step grows with the gradient as it is.
"""
     loss.backward()
+    torch.nn.utils.clip_grad_norm_([What], 1.0)

# %% one_epoch__takes_the_sign
"""step: update

미분값의 부호만 썼습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

Only the sign of the gradient was used. How steep it is belongs in the step as well.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - lr * What.grad.sign()

# %% one_epoch__normalises_the_gradient
-    What.data = What.data - lr * What.grad
+    What.data = What.data - lr * What.grad / What.grad.norm()

# %% one_epoch__moves_the_bias_slower
"""step: update

절편 w0가 기울기 w1보다 작은 학습률로 움직입니다. 두 수의 학습률은 같아야 합니다.

The intercept w0 moves by a smaller rate than the slope w1. Both have the same rate.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - torch.tensor([[lr / 10], [lr]]) * What.grad

# %% one_epoch__decays_the_weights
"""step: update

걸음에 What 자신이 더해졌습니다(weight decay). 강의의 걸음은 미분값뿐입니다.

A share of What itself was added to the step (weight decay). The lecture's step is the gradient alone.
"""
-    What.data = What.data - lr * What.grad
+    What.data = What.data - lr * (What.grad + 0.1 * What.data)

# %% one_epoch__goes_twice
-    loss.backward()
+    loss.backward(retain_graph=True)
+    loss.backward()

# %% one_epoch__divides_by_n_minus_one
"""step: loss

n이 아니라 n-1로 나누었습니다. 분산을 추정할 때 쓰는 식입니다.

It is divided by n-1. That belongs to estimating a variance.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% one_epoch__takes_the_root
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sqrt(torch.sum((y - yhat) ** 2))

# %% one_epoch__takes_absolute_values
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum(torch.abs(y - yhat))

# %% one_epoch__uses_huber
"""step: loss

Huber(smooth L1) 손실입니다. 큰 잔차는 제곱하지 않습니다.

This is the Huber (smooth L1) loss: large residuals are not squared.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='sum')

# %% one_epoch__adds_a_ridge
"""step: loss

손실에 What의 제곱이 더해졌습니다(ridge). 강의의 손실은 잔차만 봅니다.

The squares of What were added to the loss (ridge). The lecture's loss is about residuals alone.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(What ** 2)

# %% one_epoch__adds_a_lasso
"""step: loss

손실에 What의 절댓값이 더해졌습니다(lasso). 강의의 손실은 잔차만 봅니다.

The absolute values of What were added to the loss (lasso). The lecture's loss is about residuals alone.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(torch.abs(What))

# %% one_epoch__adds_a_constant
"""step: loss

손실에 상수가 더해졌습니다. 미분값은 같지만 손실은 다릅니다.

A constant was added to the loss: the gradient is the same, the loss is not.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) + 1

# %% one_epoch__doubles_the_loss
"""step: loss

손실이 정확히 두 배입니다. 앞에 붙은 수를 보세요.

The loss is exactly doubled. Look at the number in front of it.
"""
-    loss = torch.sum((y - yhat) ** 2)
+    loss = 2 * torch.sum((y - yhat) ** 2)

# %% one_epoch__swaps_the_weights
-    yhat = X @ What
+    yhat = X.flip(1) @ What

# %% one_epoch__adds_an_offset
"""step: yhat

예측값마다 같은 수가 더해졌습니다. 예측값은 X와 What의 곱 그대로입니다.

The same number was added to every prediction. The prediction is the product of X and What as it is.
"""
-    yhat = X @ What
+    yhat = X @ What + 0.1

# %% one_epoch__drops_a_row
"""step: yhat

행 하나가 빠졌습니다. 자르는 범위를 보세요.

One row was left out. Look at the slice.
"""
-    yhat = X @ What
+    yhat = X[:-1] @ What

-    loss = torch.sum((y - yhat) ** 2)
+    loss = torch.sum((y[:-1] - yhat) ** 2)

# %% fit__averages
"""step: loss

합이 아니라 평균을 손실로 썼습니다. 첫 에폭의 손실부터 n배 작습니다.

The mean was used as the loss instead of the sum: from the first epoch on it is n times too small.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2)

# %% fit__broadcasts_to_n_by_n
"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-        yhat = X @ What
+        yhat = (X @ What).reshape(-1)

# %% fit__clears_before_the_update
         loss.backward()
+        What.grad.zero_()

# %% fit__computes_yhat_once
"""step: yhat

yhat과 손실을 반복문 앞에서 한 번만 계산했습니다. What이 움직일 때마다 다시 계산해야 합니다.

yhat and the loss were computed once, before the loop. They have to be computed anew whenever What has moved.
"""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    yhat = X @ What
+    loss = torch.sum((y - yhat) ** 2)

-        yhat = X @ What
-        # step2: loss
-        loss = torch.sum((y - yhat) ** 2)
-        # step3: 미분
-        loss.backward()
+        loss.backward(retain_graph=True)

# %% fit__cuts_off_half_of_the_square
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) * (y - yhat.data))

# %% fit__decays_the_rate
"""step: update

학습률이 에폭마다 작아집니다. 강의의 학습률은 끝까지 같습니다.

The learning rate shrinks with every epoch. The lecture keeps it the same to the end.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * 0.99 ** epoc * What.grad

# %% fit__defaults_to_another_count
"""step: setup

epochs를 주지 않았을 때의 반복 횟수가 강의와 다릅니다. 기본값을 보세요.

When epochs is not given, the number of turns is not the lecture's. Look at the default.
"""
-def fit(X, y, What, lr=1/1000, epochs=30):
+def fit(X, y, What, lr=1/1000, epochs=100):

# %% fit__defaults_to_another_rate
-def fit(X, y, What, lr=1/1000, epochs=30):
+def fit(X, y, What, lr=1/100, epochs=30):

# %% fit__divides_the_rate_by_n
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr / len(y) * What.grad

# %% fit__forgets_backward
-        loss.backward()

# %% fit__forgets_the_bias
"""step: yhat

예측값에서 절편 w0가 빠졌습니다. w0는 한 번도 움직이지 않습니다.

The intercept w0 is missing from the predictions, and never moves.
"""
-        yhat = X @ What
+        yhat = X[:, 1:] @ What[1:]

# %% fit__goes_one_too_far
"""step: setup

반복이 한 번 더 많습니다. range에 넣은 수를 보세요.

There is one turn too many. Look at the number in range.
"""
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit__goes_through_the_graph
"""step: update

그래프에 속한 What을 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed What in place while the graph was watching, which is an error. The update belongs outside the graph.
"""
-        What.data = What.data - lr * What.grad
+        What -= lr * What.grad

# %% fit__goes_uphill
"""step: update

손실이 에폭마다 커집니다. 업데이트의 부호를 보세요.

The loss grows with every epoch. Look at the sign of the update.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data + lr * What.grad

# %% fit__halves_the_loss
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / 2

# %% fit__ignores_epochs
"""step: setup

epochs를 다르게 주어도 늘 30번 반복합니다.

It makes 30 turns whatever epochs says.
"""
-    for epoc in range(epochs):
+    for epoc in range(30):

# %% fit__ignores_lr
"""step: update

lr을 다르게 주어도 늘 같은 학습률을 씁니다.

It uses the same learning rate whatever lr says.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - 1/1000 * What.grad

# %% fit__makes_a_new_tensor
"""step: update

첫 업데이트가 새 텐서를 만들어 What이라는 이름을 붙였습니다. 그것은 leaf 텐서가 아니어서 두 번째 에폭에 .grad가 None입니다.

The first update made a new tensor and called it What. That is no leaf, so in the second epoch its .grad is None.
"""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What = What - lr * What.grad

# %% fit__moves_the_slope_alone
"""step: update

기울기만 움직이고 절편은 시작값에 머물러 있습니다.

Only the slope moves; the intercept stays at its start.
"""
-        What.data = What.data - lr * What.grad
+        What.data[1] = What.data[1] - lr * What.grad[1]

# %% fit__never_clears
"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
"""
-        What.grad = None

# %% fit__returns_inside_the_loop
"""step: setup

한 에폭만 돌았습니다. return이 반복문 안에 있거나 step3, step4가 반복문 밖에 있지 않은지 들여쓰기를 보세요.

It made one epoch only. Look at the indentation: is return inside the loop, or are step3 and step4 outside it?
"""
-    return What
+        return What

# %% fit__starts_from_zero
 def fit(X, y, What, lr=1/1000, epochs=30):
+    What.data = torch.zeros(2, 1)

# %% fit__starts_where_the_lecture_does
 def fit(X, y, What, lr=1/1000, epochs=30):
+    What = torch.tensor([[-5.0], [10.0]], requires_grad=True)

# %% fit__steps_twice
"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""
         What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad

# %% fit__stops_one_early
"""step: setup

반복이 한 번 모자랍니다. range에 넣은 수를 보세요.

One turn is missing. Look at the number in range.
"""
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit__updates_after_the_loop
"""step: update

반복하는 동안 What이 움직이지 않고, 끝난 뒤에 한 번 움직였습니다. 업데이트의 들여쓰기를 보세요.

What stood still during the loop and moved once after it. Look at the indentation of the update.
"""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+    What.data = What.data - lr * What.grad
+    What.grad = None

# %% fit__walks_the_right_path_with_the_wrong_loss
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2)

-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * len(y) * What.grad

# %% fit__clips_the_gradient
         loss.backward()
+        torch.nn.utils.clip_grad_norm_([What], 1.0)

# %% fit__takes_the_sign
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad.sign()

# %% fit__normalises_the_gradient
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad / What.grad.norm()

# %% fit__moves_the_bias_slower
-        What.data = What.data - lr * What.grad
+        What.data = What.data - torch.tensor([[lr / 10], [lr]]) * What.grad

# %% fit__decays_the_weights
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * (What.grad + 0.1 * What.data)

# %% fit__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit__divides_by_n_minus_one
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% fit__takes_the_root
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sqrt(torch.sum((y - yhat) ** 2))

# %% fit__takes_absolute_values
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum(torch.abs(y - yhat))

# %% fit__uses_huber
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='sum')

# %% fit__adds_a_ridge
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(What ** 2)

# %% fit__adds_a_lasso
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(torch.abs(What))

# %% fit__adds_a_constant
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 1

# %% fit__doubles_the_loss
-        loss = torch.sum((y - yhat) ** 2)
+        loss = 2 * torch.sum((y - yhat) ** 2)

# %% fit__swaps_the_weights
-        yhat = X @ What
+        yhat = X.flip(1) @ What

# %% fit__adds_an_offset
-        yhat = X @ What
+        yhat = X @ What + 0.1

# %% fit__drops_a_row
-        yhat = X @ What
+        yhat = X[:-1] @ What

-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y[:-1] - yhat) ** 2)

# %% fit__halves_the_rate_halfway
"""step: update

반쯤 지나면 학습률이 절반이 됩니다. 강의의 학습률은 끝까지 같습니다.

Halfway through, the rate is halved. The lecture keeps it the same to the end.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - (lr if epoc < epochs // 2 else lr / 2) * What.grad

# %% fit__uses_momentum
"""step: update

지난 걸음을 기억해서 더했습니다(momentum). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and added (momentum). The lecture's step is this epoch's gradient alone.
"""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit__uses_nesterov
"""step: update

지난 걸음을 기억해서 앞서 나갑니다(Nesterov). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and run ahead (Nesterov). The lecture's step is this epoch's gradient alone.
"""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9, nesterov=True)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit__uses_adam
"""step: update

Adam으로 움직였습니다. 강의의 걸음은 lr 곱하기 미분값입니다.

Adam made the steps. The lecture's step is lr times the gradient.
"""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.Adam([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit__uses_rmsprop
"""step: update

RMSprop으로 움직였습니다. 강의의 걸음은 lr 곱하기 미분값입니다.

RMSprop made the steps. The lecture's step is lr times the gradient.
"""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.RMSprop([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit__uses_adagrad
"""step: update

Adagrad로 움직였습니다. 강의의 걸음은 lr 곱하기 미분값입니다.

Adagrad made the steps. The lecture's step is lr times the gradient.
"""
 def fit(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.Adagrad([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit__clears_every_second_epoch
"""step: update

미분값을 한 에폭 걸러 한 번만 비웁니다. 비우지 않은 다음 에폭에는 두 미분값이 더해집니다.

The gradient is cleared in every second epoch only. In the epochs between, two gradients are added up.
"""
-        What.grad = None
+        if epoc % 2 == 1:
+            What.grad = None

# %% fit__stops_early
"""step: setup

정해진 횟수를 채우지 않고 반복을 끝냈습니다. break를 보세요.

The loop ended before its time. Look at the break.
"""
         What.grad = None
+        if epoc >= 2 * epochs // 3:
+            break
