# Known mistakes of regression_by_hand.py: a cell a program, as a student who makes it would write it.

# %% load_regression__is_made_for_a_hundred
"""step: setup

강의 자료처럼 100행일 때만 됩니다. 100을 적는 대신 읽은 자료의 길이를 따르게 하세요.

It works for 100 rows only, like the lecture's data. Let it follow the length of what was read instead of a written 100.
"""
-    x = torch.tensor(df.x).float().reshape(-1, 1)
-    y = torch.tensor(df.y).float().reshape(-1, 1)
+    x = torch.tensor(df.x).float().reshape(100, 1)
+    y = torch.tensor(df.y).float().reshape(100, 1)

# %% load_regression__makes_rows
"""step: setup

1×n이 되었습니다. 관측값 하나가 행 하나여야 합니다.

They became 1×n. One observation is to be one row.
"""
-    x = torch.tensor(df.x).float().reshape(-1, 1)
-    y = torch.tensor(df.y).float().reshape(-1, 1)
+    x = torch.tensor(df.x).float().reshape(1, -1)
+    y = torch.tensor(df.y).float().reshape(1, -1)

# %% load_regression__sorts_by_y
"""step: setup

행의 순서가 바뀌었습니다. 파일에 있는 순서 그대로여야 합니다.

The rows changed places. They are to keep the order of the file.
"""
-    df = pd.read_csv(path)
+    df = pd.read_csv(path).sort_values('y').reset_index(drop=True)

# %% load_regression__stays_in_double
"""step: setup

x와 y가 float64입니다. 데이터프레임의 소수는 float64라서 그대로 옮기면 텐서도 float64가 됩니다. dtype을 출력해 보세요.

x and y are float64: a data frame keeps its decimals in double, and so does a tensor made from it. Print their dtype.
"""
-    x = torch.tensor(df.x).float().reshape(-1, 1)
-    y = torch.tensor(df.y).float().reshape(-1, 1)
+    x = torch.tensor(df.x).reshape(-1, 1)
+    y = torch.tensor(df.y).reshape(-1, 1)

# %% load_regression__stays_length_n
"""step: setup

x와 y가 길이 n인 벡터입니다. 뒤에서 n×1인 yhat과 빼면 n×n이 됩니다. 모양을 보세요.

x and y are length-n vectors. Subtracting an n×1 yhat later would give n×n. Look at their shape.
"""
-    x = torch.tensor(df.x).float().reshape(-1, 1)
-    y = torch.tensor(df.y).float().reshape(-1, 1)
+    x = torch.tensor(df.x).float()
+    y = torch.tensor(df.y).float()

# %% load_regression__stays_numpy
"""step: setup

넘파이 배열을 돌려주었습니다. 텐서로 바꿔야 나중에 미분할 수 있습니다.

Numpy arrays came back. They must be tensors to be differentiated through later.
"""
import numpy as np

def load_regression(path):
    df = pd.read_csv(path)
    x = np.array(df.x, dtype=np.float32).reshape(-1, 1)
    y = np.array(df.y, dtype=np.float32).reshape(-1, 1)
    return x, y

# %% load_regression__swaps_x_and_y
"""step: setup

x 자리에 y가, y 자리에 x가 왔습니다. 돌려주는 순서를 보세요.

y came where x belongs, and x where y belongs. Look at the order of what is returned.
"""
-    return x, y
+    return y, x

# %% load_regression__takes_the_header_for_a_row
"""step: setup

첫 줄(열 이름)이 빠진 자리에 자료의 첫 행이 들어갔습니다. 한 행이 모자랍니다. read_csv가 첫 줄을 무엇으로 읽는지 보세요.

The first row of data went where the column names belong: one row is missing. Look at what read_csv takes the first line for.
"""
def load_regression(path):
    df = pd.read_csv(path, skiprows=1)
    x = torch.tensor(df.iloc[:, 0]).float().reshape(-1, 1)
    y = torch.tensor(df.iloc[:, 1]).float().reshape(-1, 1)
    return x, y

# %% design_matrix__fills_zeros
"""step: setup

1이 아니라 0으로 된 열입니다. w0가 얼마여도 예측값에 영향을 주지 못합니다.

The column holds zeros, not ones: whatever w0 is, it would not reach the predictions.
"""
-    _1 = torch.ones([len(x), 1])
+    _1 = torch.zeros([len(x), 1])

# %% design_matrix__forgets_the_ones
"""step: setup

1로 된 열이 없습니다. 절편 w0와 곱해질 열이 필요합니다.

There is no column of ones. The intercept w0 needs a column to be multiplied with.
"""
def design_matrix(x):
    return x

# %% design_matrix__is_in_double
"""step: setup

값은 맞지만 float64입니다. 넘파이에서 만든 1들은 float64이고, 텐서로 바꾸어도 그대로입니다.

The values are right, but in float64: ones made by numpy are float64, and stay so as a tensor.
"""
import numpy as np

def design_matrix(x):
    return torch.tensor(np.hstack([np.ones([len(x), 1]), x]))

# %% design_matrix__is_made_for_a_hundred
"""step: setup

강의 자료처럼 100행일 때만 됩니다. 100을 적는 대신 x의 길이를 따르게 하세요.

It works for 100 rows only, like the lecture's data. Let it follow the length of x instead of a written 100.
"""
-    _1 = torch.ones([len(x), 1])
+    _1 = torch.ones([100, 1])

# %% design_matrix__puts_ones_on_the_right
"""step: setup

1로 된 열이 오른쪽에 있습니다. What의 첫 번째 수가 w0(절편)이므로 어느 열과 곱해지는지 보세요.

The column of ones is on the right. The first number of What is w0, the intercept: look at which column it meets.
"""
-    return torch.concat([_1, x], axis=1)
+    return torch.concat([x, _1], axis=1)

# %% design_matrix__repeats_x
"""step: setup

x가 두 번 들어갔습니다. 왼쪽 열은 모두 1이어야 합니다.

x is there twice. The left column is to hold ones.
"""
-    return torch.concat([_1, x], axis=1)
+    return torch.concat([x, x], axis=1)

# %% design_matrix__stacks_below
"""step: setup

1들이 x의 옆이 아니라 아래에 붙었습니다. 어느 방향(axis)으로 붙이는지 보세요.

The ones went below x instead of beside it. Look at the axis along which they are joined.
"""
-    return torch.concat([_1, x], axis=1)
+    return torch.concat([_1, x], axis=0)

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

# %% mse__adds_instead_of_subtracting
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean((y + yhat) ** 2)

# %% mse__becomes_a_number
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean((y - yhat) ** 2).item()

# %% mse__broadcasts_to_n_by_n
"""step: loss

y와 yhat의 모양이 달라서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

y and yhat differ in shape, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean((y.reshape(-1) - yhat) ** 2)

# %% mse__cubes
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean((y - yhat) ** 3)

# %% mse__divides_by_a_hundred
"""step: loss

언제나 100으로 나눕니다. 강의 자료는 100행이지만 다른 자료는 그렇지 않습니다.

It always divides by 100. The lecture's data have 100 rows; other data do not.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2) / 100

# %% mse__divides_by_n_minus_one
"""step: loss

n이 아니라 n-1로 나누었습니다. 표본분산의 식과 섞인 것 같습니다.

It divides by n-1 instead of n, as a sample variance does.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% mse__forgets_the_square
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean(y - yhat)

# %% mse__halves
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean((y - yhat) ** 2) / 2

# %% mse__keeps_every_square
-    return torch.mean((y - yhat) ** 2)
+    return (y - yhat) ** 2

# %% mse__squares_the_mean
"""step: loss

평균을 먼저 내고 제곱했습니다. 순서가 바뀌면 잔차들이 제곱되기 전에 서로 지워집니다.

The mean was taken first and squared then: residuals cancel before they are squared. Look at the order.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean(y - yhat) ** 2

# %% mse__sums_instead_of_averaging
"""step: loss

평균이 아니라 합입니다. 손실이 정확히 n배 큽니다. 이름의 첫 글자 M이 무엇인지 보세요.

This is the sum, not the mean: exactly n times too large. Look at what the first letter of the name stands for.
"""
-    return torch.mean((y - yhat) ** 2)
+    return torch.sum((y - yhat) ** 2)

# %% mse__takes_absolute_values
-    return torch.mean((y - yhat) ** 2)
+    return torch.mean(torch.abs(y - yhat))

# %% mse__takes_the_root
-    return torch.mean((y - yhat) ** 2)
+    return torch.sqrt(torch.mean((y - yhat) ** 2))

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

# %% fit_sse__averages
"""step: loss

합이 아니라 평균을 손실로 썼습니다. 첫 에폭의 손실부터 n배 작습니다.

The mean was used as the loss instead of the sum: from the first epoch on it is n times too small.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2)

# %% fit_sse__broadcasts_to_n_by_n
"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-        yhat = X @ What
+        yhat = (X @ What).reshape(-1)

# %% fit_sse__clears_before_the_update
"""step: update

backward와 업데이트 사이에서 미분값을 0으로 비웠습니다. 그래서 What이 움직이지 않습니다.

The gradient was set to zero between backward and the update, so What never moves.
"""
         loss.backward()
+        What.grad.zero_()

# %% fit_sse__cuts_off_half_of_the_square
"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) * (y - yhat.data))

# %% fit_sse__decays_the_rate
"""step: update

학습률이 에폭마다 작아집니다. 강의의 학습률은 끝까지 같습니다.

The learning rate shrinks with every epoch. The lecture keeps it the same to the end.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * 0.99 ** epoc * What.grad

# %% fit_sse__defaults_to_another_count
"""step: setup

epochs를 주지 않았을 때의 반복 횟수가 강의와 다릅니다. 기본값을 보세요.

When epochs is not given, the number of turns is not the lecture's. Look at the default.
"""
-def fit_sse(X, y, What, lr=1/1000, epochs=30):
+def fit_sse(X, y, What, lr=1/1000, epochs=100):

# %% fit_sse__divides_the_rate_by_n
"""step: update

미분값을 n으로 한 번 더 나누었습니다. 평균을 낼지는 step2에서 이미 정해졌습니다.

The gradient is divided by n once more. Whether to average is settled in step2.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr / len(y) * What.grad

# %% fit_sse__forgets_backward
"""step: backward

미분을 하지 않아서 .grad가 None입니다. step3의 자리를 보세요.

Nothing was differentiated, so .grad is None. Look at the place of step3.
"""
-        loss.backward()

# %% fit_sse__forgets_the_bias
"""step: yhat

예측값에서 절편 w0가 빠졌습니다. w0는 한 번도 움직이지 않습니다.

The intercept w0 is missing from the predictions, and never moves.
"""
-        yhat = X @ What
+        yhat = X[:, 1:] @ What[1:]

# %% fit_sse__goes_one_too_far
"""step: setup

반복이 한 번 더 많습니다. range에 넣은 수를 보세요.

There is one turn too many. Look at the number in range.
"""
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_sse__goes_through_the_graph
"""step: update

그래프에 속한 What을 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed What in place while the graph was watching, which is an error. The update belongs outside the graph.
"""
-        What.data = What.data - lr * What.grad
+        What -= lr * What.grad

# %% fit_sse__goes_uphill
"""step: update

손실이 에폭마다 커집니다. 업데이트의 부호를 보세요.

The loss grows with every epoch. Look at the sign of the update.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data + lr * What.grad

# %% fit_sse__halves_the_loss
"""step: loss

손실이 강의의 절반이고, 그래서 미분값도 절반입니다.

The loss is half the lecture's, and so is the gradient.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / 2

# %% fit_sse__ignores_epochs
"""step: setup

epochs를 다르게 주어도 늘 30번 반복합니다.

It makes 30 turns whatever epochs says.
"""
-    for epoc in range(epochs):
+    for epoc in range(30):

# %% fit_sse__ignores_lr
"""step: update

lr을 다르게 주어도 늘 같은 학습률을 씁니다.

It uses the same learning rate whatever lr says.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - 1/1000 * What.grad

# %% fit_sse__loses_what_it_trained
"""step: update

에폭마다 사본을 학습했지만, 주어진 What에도 돌려준 값에도 그 결과가 없습니다. 반복이 끝난 뒤 함수 밖에서 What을 출력해 보세요.

A copy was trained, but neither the What that was given nor what is returned holds the result. Print What outside the function once it is over.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    w = What.detach().clone().requires_grad_()

-        yhat = X @ What
+        yhat = X @ w

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        w.data = w.data - lr * w.grad
+        w.grad = None

# %% fit_sse__makes_a_new_tensor
"""step: update

첫 업데이트가 새 텐서를 만들어 What이라는 이름을 붙였습니다. 그것은 leaf 텐서가 아니어서 두 번째 에폭에 .grad가 None입니다.

The first update made a new tensor and called it What. That is no leaf, so in the second epoch its .grad is None.
"""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What = What - lr * What.grad

# %% fit_sse__moves_the_slope_alone
"""step: update

기울기만 움직이고 절편은 시작값에 머물러 있습니다.

Only the slope moves; the intercept stays at its start.
"""
-        What.data = What.data - lr * What.grad
+        What.data[1] = What.data[1] - lr * What.grad[1]

# %% fit_sse__never_clears
"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
"""
-        What.grad = None

# %% fit_sse__returns_inside_the_loop
"""step: setup

한 에폭만 돌았습니다. return이 반복문 안에 있거나 step3, step4가 반복문 밖에 있지 않은지 들여쓰기를 보세요.

It made one epoch only. Look at the indentation: is return inside the loop, or are step3 and step4 outside it?
"""
-    return What
+        return What

# %% fit_sse__starts_from_zero
"""step: setup

주어진 What을 0으로 바꾸고 시작했습니다. 주어진 값에서 시작하세요.

It set the given What to zero before it began. Start from what is given.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    What.data = torch.zeros(2, 1)

# %% fit_sse__starts_where_the_lecture_does
"""step: setup

주어진 What에서 시작하지 않고 함수 안에서 강의의 시작값을 새로 만들었습니다.

It does not start from the What it is given, but makes the lecture's start anew inside.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    What = torch.tensor([[-5.0], [10.0]], requires_grad=True)

# %% fit_sse__steps_twice
"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""
         What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad

# %% fit_sse__stops_one_early
"""step: setup

반복이 한 번 모자랍니다. range에 넣은 수를 보세요.

One turn is missing. Look at the number in range.
"""
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_sse__takes_the_rate_of_the_other_loop
"""step: update

학습률의 기본값이 다른 손실의 것입니다. 합으로 된 손실은 미분값이 n배 크므로 학습률이 다릅니다.

The default learning rate is that of the other loss. A sum has an n times larger gradient than a mean, so their rates differ.
"""
-def fit_sse(X, y, What, lr=1/1000, epochs=30):
+def fit_sse(X, y, What, lr=1/10, epochs=30):

# %% fit_sse__updates_after_the_loop
"""step: update

반복하는 동안 What이 움직이지 않고, 끝난 뒤에 한 번 움직였습니다. 업데이트의 들여쓰기를 보세요.

What stood still during the loop and moved once after it. Look at the indentation of the update.
"""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+    What.data = What.data - lr * What.grad
+    What.grad = None

# %% fit_sse__walks_the_right_path_with_the_wrong_loss
"""step: loss

길은 맞지만 손실이 다릅니다. 평균을 쓰고 학습률에 n을 곱해 길만 맞춘 것입니다.

The path is right but the loss is not: it is the mean, and a rate times n makes up for it.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2)

-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * len(y) * What.grad

# %% fit_mse__broadcasts_to_n_by_n
"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-        yhat = X @ What
+        yhat = (X @ What).reshape(-1)

# %% fit_mse__clears_before_the_update
         loss.backward()
+        What.grad.zero_()

# %% fit_mse__cuts_off_half_of_the_square
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) * (y - yhat.data))

# %% fit_mse__decays_the_rate
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * 0.99 ** epoc * What.grad

# %% fit_mse__defaults_to_another_count
-def fit_mse(X, y, What, lr=1/10, epochs=30):
+def fit_mse(X, y, What, lr=1/10, epochs=100):

# %% fit_mse__divides_by_a_hundred
"""step: loss

언제나 100으로 나눕니다. 다른 길이의 자료에서는 평균이 아닙니다.

It always divides by 100, which is no mean where the data have another length.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / 100

# %% fit_mse__divides_the_rate_by_n
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr / len(y) * What.grad

# %% fit_mse__forgets_backward
-        loss.backward()

# %% fit_mse__forgets_the_bias
"""step: yhat

예측값에서 절편 w0가 빠졌습니다. w0는 한 번도 움직이지 않습니다.

The intercept w0 is missing from the predictions, and never moves.
"""
-        yhat = X @ What
+        yhat = X[:, 1:] @ What[1:]

# %% fit_mse__goes_one_too_far
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_mse__goes_through_the_graph
"""step: update

그래프에 속한 What을 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed What in place while the graph was watching, which is an error. The update belongs outside the graph.
"""
-        What.data = What.data - lr * What.grad
+        What -= lr * What.grad

# %% fit_mse__goes_uphill
"""step: update

손실이 에폭마다 커집니다. 업데이트의 부호를 보세요.

The loss grows with every epoch. Look at the sign of the update.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data + lr * What.grad

# %% fit_mse__halves_the_loss
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) / 2

# %% fit_mse__ignores_epochs
-    for epoc in range(epochs):
+    for epoc in range(30):

# %% fit_mse__ignores_lr
"""step: update

lr을 다르게 주어도 늘 같은 학습률을 씁니다.

It uses the same learning rate whatever lr says.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - 1/10 * What.grad

# %% fit_mse__loses_what_it_trained
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    w = What.detach().clone().requires_grad_()

-        yhat = X @ What
+        yhat = X @ w

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        w.data = w.data - lr * w.grad
+        w.grad = None

# %% fit_mse__makes_a_new_tensor
"""step: update

첫 업데이트가 새 텐서를 만들어 What이라는 이름을 붙였습니다. 그것은 leaf 텐서가 아니어서 두 번째 에폭에 .grad가 None입니다.

The first update made a new tensor and called it What. That is no leaf, so in the second epoch its .grad is None.
"""
-        What.data = What.data - lr * What.grad
-        What.grad = None
+        What = What - lr * What.grad

# %% fit_mse__moves_the_slope_alone
"""step: update

기울기만 움직이고 절편은 시작값에 머물러 있습니다.

Only the slope moves; the intercept stays at its start.
"""
-        What.data = What.data - lr * What.grad
+        What.data[1] = What.data[1] - lr * What.grad[1]

# %% fit_mse__never_clears
"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
"""
-        What.grad = None

# %% fit_mse__returns_inside_the_loop
-    return What
+        return What

# %% fit_mse__starts_from_zero
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    What.data = torch.zeros(2, 1)

# %% fit_mse__starts_where_the_lecture_does
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    What = torch.tensor([[-5.0], [10.0]], requires_grad=True)

# %% fit_mse__steps_twice
"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""
         What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad

# %% fit_mse__stops_one_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_mse__sums
"""step: loss

평균이 아니라 합을 손실로 썼습니다. 첫 에폭의 손실부터 n배 크고, 미분값도 그렇습니다.

The sum was used as the loss instead of the mean: from the first epoch on it is n times too large, and so is the gradient.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2)

# %% fit_mse__takes_the_rate_of_the_other_loop
-def fit_mse(X, y, What, lr=1/10, epochs=30):
+def fit_mse(X, y, What, lr=1/1000, epochs=30):

# %% fit_mse__updates_after_the_loop
-        What.data = What.data - lr * What.grad
-        What.grad = None
+    What.data = What.data - lr * What.grad
+    What.grad = None

# %% fit_mse__walks_the_right_path_with_the_wrong_loss
"""step: loss

길은 맞지만 손실이 다릅니다. 손실은 n배이고, 학습률을 n으로 나누어 길만 맞춘 것입니다.

The path is right but the loss is not: it is n times too large, and a rate divided by n makes up for it.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2)

-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr / len(y) * What.grad

# %% fit_sse__divides_by_n_minus_one
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% fit_sse__takes_the_root
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sqrt(torch.sum((y - yhat) ** 2))

# %% fit_sse__takes_absolute_values
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum(torch.abs(y - yhat))

# %% fit_sse__uses_huber
"""step: loss

Huber(smooth L1) 손실입니다. 큰 잔차는 제곱하지 않습니다.

This is the Huber (smooth L1) loss, which does not square large residuals.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='sum')

# %% fit_sse__adds_a_ridge
"""step: loss

손실에 파라메터의 제곱합이 더해졌습니다(ridge). 강의의 손실에는 잔차만 있습니다.

The squares of the parameters were added to the loss (ridge). The lecture's loss is of the residuals alone.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(What ** 2)

# %% fit_sse__adds_a_lasso
"""step: loss

손실에 파라메터의 절댓값이 더해졌습니다(lasso). 강의의 손실에는 잔차만 있습니다.

The absolute values of the parameters were added to the loss (lasso). The lecture's loss is of the residuals alone.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 0.1 * torch.sum(torch.abs(What))

# %% fit_sse__adds_a_constant
"""step: loss

손실에 상수가 더해졌습니다. 미분값은 같지만 손실이 다릅니다.

A constant was added to the loss. Its gradient is the same; the loss is not.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) + 1

# %% fit_sse__doubles_the_loss
"""step: loss

손실이 두 배입니다. 미분값도 두 배가 됩니다.

The loss is twice as large, and so is its gradient.
"""
-        loss = torch.sum((y - yhat) ** 2)
+        loss = 2 * torch.sum((y - yhat) ** 2)

# %% fit_sse__clips_the_gradient
"""step: update

미분값의 크기를 잘라 냈습니다. 강의의 걸음은 미분값 그대로에 비례합니다.

The gradient was cut down to a size. The lecture's step grows with the gradient as it is.
"""
         loss.backward()
+        torch.nn.utils.clip_grad_norm_([What], 1.0)

# %% fit_sse__takes_the_sign
"""step: update

미분값의 부호만 썼습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

Only the sign of the gradient was used. How steep it is belongs in the step as well.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad.sign()

# %% fit_sse__normalises_the_gradient
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad / What.grad.norm()

# %% fit_sse__moves_the_bias_slower
"""step: update

절편이 기울기보다 작은 학습률로 움직입니다. 두 수의 학습률은 같아야 합니다.

The intercept moves by a smaller rate than the slope. Both have the same rate.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - torch.tensor([[lr / 10], [lr]]) * What.grad

# %% fit_sse__decays_the_weights
"""step: update

걸음에 파라메터 자신이 더해졌습니다(weight decay). 강의의 걸음은 미분값뿐입니다.

A share of the parameters themselves was added to the step (weight decay). The lecture's step is the gradient alone.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * (What.grad + 0.1 * What.data)

# %% fit_sse__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_sse__swaps_the_weights
-        yhat = X @ What
+        yhat = X.flip(1) @ What

# %% fit_sse__adds_an_offset
"""step: yhat

예측값에 상수가 더해졌습니다.

A constant was added to the predictions.
"""
-        yhat = X @ What
+        yhat = X @ What + 0.1

# %% fit_sse__drops_a_row
"""step: yhat

마지막 관측값이 빠졌습니다. 모든 행이 있어야 합니다.

The last observation is left out. Every row belongs in it.
"""
-        yhat = X @ What
+        yhat = X[:-1] @ What

-        loss = torch.sum((y - yhat) ** 2)
+        loss = torch.sum((y[:-1] - yhat) ** 2)

# %% fit_sse__halves_the_rate_halfway
"""step: update

반쯤 지나면 학습률이 절반이 됩니다. 강의의 학습률은 끝까지 같습니다.

Halfway through, the rate is halved. The lecture keeps it the same to the end.
"""
-        What.data = What.data - lr * What.grad
+        What.data = What.data - (lr if epoc < epochs // 2 else lr / 2) * What.grad

# %% fit_sse__uses_momentum
"""step: update

지난 걸음을 기억해서 더했습니다(momentum). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and added (momentum). The lecture's step is this epoch's gradient alone.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_sse__uses_nesterov
"""step: update

지난 걸음을 기억해서 앞서 나갑니다(Nesterov). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and run ahead (Nesterov). The lecture's step is this epoch's gradient alone.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9, nesterov=True)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_sse__uses_adam
"""step: update

Adam으로 움직였습니다. 강의의 걸음은 lr 곱하기 미분값입니다.

Adam made the steps. The lecture's step is lr times the gradient.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.Adam([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_sse__uses_rmsprop
"""step: update

RMSprop으로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

RMSprop made the steps. That is not this lecture's optimiser.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.RMSprop([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_sse__uses_adagrad
"""step: update

Adagrad로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

Adagrad made the steps. That is not this lecture's optimiser.
"""
 def fit_sse(X, y, What, lr=1/1000, epochs=30):
+    optimizr = torch.optim.Adagrad([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_sse__clears_every_second_epoch
"""step: update

미분값을 한 에폭 걸러 한 번만 비웁니다. 비우지 않은 다음 에폭에는 두 미분값이 더해집니다.

The gradient is cleared in every second epoch only. In the epochs between, two gradients are added up.
"""
-        What.grad = None
+        if epoc % 2 == 1:
+            What.grad = None

# %% fit_sse__forgets_to_clear_later
"""step: update

중간부터 미분값을 비우지 않습니다. 매 에폭 비워야 합니다.

From the middle on the gradient is not cleared any more. It has to be cleared in every epoch.
"""
-        What.grad = None
+        if epoc < epochs // 2:
+            What.grad = None

# %% fit_sse__stops_early
"""step: setup

정해진 횟수를 채우지 않고 반복을 끝냈습니다. break를 보세요.

The loop ended before its time. Look at the break.
"""
         What.grad = None
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_mse__divides_by_n_minus_one
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% fit_mse__takes_the_root
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sqrt(torch.mean((y - yhat) ** 2))

# %% fit_mse__takes_absolute_values
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean(torch.abs(y - yhat))

# %% fit_mse__uses_huber
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% fit_mse__adds_a_ridge
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) + 0.1 * torch.sum(What ** 2)

# %% fit_mse__adds_a_lasso
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) + 0.1 * torch.sum(torch.abs(What))

# %% fit_mse__adds_a_constant
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) + 1

# %% fit_mse__doubles_the_loss
-        loss = torch.mean((y - yhat) ** 2)
+        loss = 2 * torch.mean((y - yhat) ** 2)

# %% fit_mse__clips_the_gradient
         loss.backward()
+        torch.nn.utils.clip_grad_norm_([What], 1.0)

# %% fit_mse__takes_the_sign
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad.sign()

# %% fit_mse__normalises_the_gradient
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * What.grad / What.grad.norm()

# %% fit_mse__moves_the_bias_slower
-        What.data = What.data - lr * What.grad
+        What.data = What.data - torch.tensor([[lr / 10], [lr]]) * What.grad

# %% fit_mse__decays_the_weights
-        What.data = What.data - lr * What.grad
+        What.data = What.data - lr * (What.grad + 0.1 * What.data)

# %% fit_mse__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_mse__swaps_the_weights
-        yhat = X @ What
+        yhat = X.flip(1) @ What

# %% fit_mse__adds_an_offset
-        yhat = X @ What
+        yhat = X @ What + 0.1

# %% fit_mse__drops_a_row
-        yhat = X @ What
+        yhat = X[:-1] @ What

-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y[:-1] - yhat) ** 2)

# %% fit_mse__halves_the_rate_halfway
-        What.data = What.data - lr * What.grad
+        What.data = What.data - (lr if epoc < epochs // 2 else lr / 2) * What.grad

# %% fit_mse__uses_momentum
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_mse__uses_nesterov
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9, nesterov=True)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_mse__uses_adam
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    optimizr = torch.optim.Adam([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_mse__uses_rmsprop
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    optimizr = torch.optim.RMSprop([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_mse__uses_adagrad
 def fit_mse(X, y, What, lr=1/10, epochs=30):
+    optimizr = torch.optim.Adagrad([What], lr=lr)

-        What.data = What.data - lr * What.grad
-        What.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_mse__clears_every_second_epoch
-        What.grad = None
+        if epoc % 2 == 1:
+            What.grad = None

# %% fit_mse__forgets_to_clear_later
-        What.grad = None
+        if epoc < epochs // 2:
+            What.grad = None

# %% fit_mse__stops_early
         What.grad = None
+        if epoc >= 2 * epochs // 3:
+            break
