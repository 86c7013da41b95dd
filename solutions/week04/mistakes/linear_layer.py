# Known mistakes of linear_layer.py: a cell a program, as a student who makes it would write it.

# %% net_with_bias__always_takes_the_lectures_seed
"""step: setup

강의의 시드만 씁니다. 다른 시드를 주어도 같은 값이 나옵니다.

It knows the lecture's seed only: another seed gives the same numbers.
"""
-    torch.manual_seed(seed)
+    torch.manual_seed(43052)

# %% net_with_bias__draws_before_it_makes
"""step: setup

시드를 고정한 뒤 네트워크를 두 번 만들었습니다. 두 번째 네트워크는 그 다음 난수를 씁니다.

Two networks were made after the seed was fixed: the second one got the numbers that come next.
"""
     torch.manual_seed(seed)
+    torch.nn.Linear(1, 1)

# %% net_with_bias__forgets_the_seed
"""step: setup

부를 때마다 다른 값이 나옵니다. 난수를 쓰기 전에 시드를 고정했는지 보세요.

Every call gives other numbers. See whether the seed is fixed before random numbers are drawn.
"""
-    torch.manual_seed(seed)

# %% net_with_bias__freezes_the_bias
"""step: setup

bias가 학습되지 않게 되어 있습니다. 파라메터마다 requires_grad를 확인해 보세요.

The bias cannot be trained. Look at requires_grad of every parameter.
"""
     net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
+    net.bias.requires_grad = False

# %% net_with_bias__has_no_bias
"""step: setup

bias가 없습니다. ver1은 절편을 bias로 가집니다.

There is no bias. In ver1 the bias is the intercept.
"""
-    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
+    net = torch.nn.Linear(in_features=1, out_features=1, bias=False)

# %% net_with_bias__seeds_afterwards
"""step: setup

네트워크를 만든 다음에 시드를 고정했습니다. 초기값은 네트워크를 만드는 순간에 뽑힙니다.

The seed is fixed after the network was made. Its numbers are drawn at the moment it is made.
"""
def net_with_bias(seed):
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    torch.manual_seed(seed)
    return net

# %% net_with_bias__seeds_numpy
"""step: setup

넘파이의 시드를 고정했습니다. torch는 자기 난수를 따로 뽑습니다.

It is numpy's seed that is fixed. torch draws its random numbers by itself.
"""
import numpy as np

def net_with_bias(seed):
    np.random.seed(seed)
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    return net

# %% net_with_bias__takes_two_features
"""step: setup

입력이 2개인 네트워크입니다. ver1의 입력은 x 하나뿐입니다.

This network takes two features. In ver1 there is only x.
"""
-    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
+    net = torch.nn.Linear(in_features=2, out_features=1, bias=True)

# %% net_without_bias__always_takes_the_lectures_seed
-    torch.manual_seed(seed)
+    torch.manual_seed(43052)

# %% net_without_bias__draws_before_it_makes
     torch.manual_seed(seed)
+    torch.nn.Linear(1, 1)

# %% net_without_bias__forgets_bias_false
"""step: setup

bias가 남아 있습니다. torch.nn.Linear는 따로 말하지 않으면 bias를 만듭니다. 강의의 '잘못된사용2'입니다.

The bias is still there. torch.nn.Linear makes one unless it is told not to: the lecture's misuse 2.
"""
-    net = torch.nn.Linear(in_features=2, out_features=1, bias=False)
+    net = torch.nn.Linear(in_features=2, out_features=1)

# %% net_without_bias__forgets_the_seed
-    torch.manual_seed(seed)

# %% net_without_bias__freezes_the_weight
"""step: setup

weight가 학습되지 않게 되어 있습니다. requires_grad를 확인해 보세요.

The weight cannot be trained. Look at its requires_grad.
"""
     net = torch.nn.Linear(in_features=2, out_features=1, bias=False)
+    net.requires_grad_(False)

# %% net_without_bias__seeds_afterwards
def net_without_bias(seed):
    net = torch.nn.Linear(in_features=2, out_features=1, bias=False)
    torch.manual_seed(seed)
    return net

# %% net_without_bias__seeds_numpy
import numpy as np

def net_without_bias(seed):
    np.random.seed(seed)
    net = torch.nn.Linear(in_features=2, out_features=1, bias=False)
    return net

# %% net_without_bias__swaps_in_and_out
"""step: setup

입력의 수와 출력의 수가 바뀌었습니다. weight의 모양을 출력해 보세요.

The numbers of features in and out are swapped. Print the shape of weight.
"""
-    net = torch.nn.Linear(in_features=2, out_features=1, bias=False)
+    net = torch.nn.Linear(in_features=1, out_features=2, bias=False)

# %% net_without_bias__takes_one_feature
"""step: setup

입력이 1개인 네트워크입니다. ver2의 입력 X는 1로 된 열까지 두 열입니다.

This network takes one feature. In ver2 the input X has two columns, the ones included.
"""
-    net = torch.nn.Linear(in_features=2, out_features=1, bias=False)
+    net = torch.nn.Linear(in_features=1, out_features=1, bias=False)

# %% set_line__adds_to_what_was_there
"""step: setup

처음 뽑힌 값에 더해졌습니다. 더하는 것이 아니라 바꾸어야 합니다.

The numbers were added to what was drawn at first. They are to replace it.
"""
-        net.weight.data = torch.tensor([[w0, w1]])
+        net.weight.data = net.weight.data + torch.tensor([[w0, w1]])

-        net.bias.data = torch.tensor([w0])
+        net.bias.data = net.bias.data + torch.tensor([w0])

# %% set_line__always_puts_the_lectures_line
"""step: setup

무엇을 주어도 강의의 -5와 10이 들어갑니다.

It puts in the lecture's -5 and 10 whatever it is given.
"""
 def set_line(net, w0, w1):
+    w0, w1 = -5.0, 10.0

# %% set_line__fills_another_net
"""step: setup

주어진 net은 그대로이고, 새 네트워크를 만들어 거기에 값을 넣었습니다.

The given net has not changed: the numbers went into a new network.
"""
 def set_line(net, w0, w1):
+    net = torch.nn.Linear(net.in_features, 1, bias=net.bias is not None)

# %% set_line__forgets_the_bias
"""step: setup

ver1에서 bias의 값이 처음 뽑힌 그대로입니다. 절편도 넣어야 합니다.

In ver1 the bias still holds what was drawn at first. The intercept has to be put in, too.
"""
-        net.bias.data = torch.tensor([w0])

# %% set_line__freezes
"""step: setup

값은 맞지만 파라메터가 더 이상 학습되지 않습니다. requires_grad를 출력해 보세요.

The numbers are right, but the parameters can no longer be trained. Print their requires_grad.
"""
         net.weight.data = torch.tensor([[w1]])
+    net.requires_grad_(False)

# %% set_line__knows_ver1_alone
"""step: setup

bias가 없는 네트워크(ver2)에서는 net.bias가 None입니다. 두 경우를 나누어 보세요.

In the network without a bias (ver2) net.bias is None. Tell the two cases apart.
"""
def set_line(net, w0, w1):
    net.bias.data = torch.tensor([w0])
    net.weight.data = torch.tensor([[w1]])
    return net

# %% set_line__knows_ver2_alone
"""step: setup

bias가 있는 네트워크(ver1)에 두 수를 모두 weight에 넣었습니다. ver1의 weight는 1×1입니다.

Both numbers went into weight, also where there is a bias (ver1). There, weight is 1×1.
"""
def set_line(net, w0, w1):
    net.weight.data = torch.tensor([[w0, w1]])
    return net

# %% set_line__replaces_the_parameter
"""step: setup

파라메터 자리에 보통 텐서를 넣으려고 해서 에러가 났습니다. 파라메터는 그대로 두고 그 안의 값만 바꾸세요.

A plain tensor cannot take a parameter's place. Leave the parameter and change the numbers in it.
"""
-        net.weight.data = torch.tensor([[w0, w1]])
+        net.weight = torch.tensor([[w0, w1]])

-        net.bias.data = torch.tensor([w0])
-        net.weight.data = torch.tensor([[w1]])
+        net.bias = torch.tensor([w0])
+        net.weight = torch.tensor([[w1]])

# %% set_line__stands_upright
"""step: setup

ver2의 weight를 2×1로 세웠습니다. torch.nn.Linear의 weight는 (출력, 입력) 모양입니다. 원래의 모양을 출력해 보세요.

In ver2 weight was made 2×1. A torch.nn.Linear keeps it as (out, in): print the shape it had.
"""
-        net.weight.data = torch.tensor([[w0, w1]])
+        net.weight.data = torch.tensor([[w0], [w1]])

# %% set_line__swaps_w0_and_w1
"""step: setup

절편과 기울기가 바뀌었습니다. 어느 파라메터가 x와 곱해지는지 보세요.

Intercept and slope changed places. Look at which parameter is multiplied with x.
"""
-        net.weight.data = torch.tensor([[w0, w1]])
+        net.weight.data = torch.tensor([[w1, w0]])

-        net.bias.data = torch.tensor([w0])
-        net.weight.data = torch.tensor([[w1]])
+        net.bias.data = torch.tensor([w1])
+        net.weight.data = torch.tensor([[w0]])

# %% get_line__knows_ver1_alone
"""step: setup

bias가 없는 네트워크(ver2)에서는 net.bias가 None이라 읽을 것이 없습니다. 그때 절편은 어디에 있는지 보세요.

In the network without a bias (ver2) net.bias is None and holds nothing. Look at where the intercept is then.
"""
def get_line(net):
    return net.bias[0].item(), net.weight[0, 0].item()

# %% get_line__knows_ver2_alone
"""step: setup

bias가 있는 네트워크(ver1)의 weight에는 수가 하나뿐입니다. 나머지 하나는 다른 곳에 있습니다.

In the network with a bias (ver1) weight holds one number only. The other one is elsewhere.
"""
def get_line(net):
    return net.weight[0, 0].item(), net.weight[0, 1].item()

# %% get_line__leaves_out_the_intercept
"""step: setup

ver1에서 절편 자리에 0이 왔습니다. bias를 읽어야 합니다.

In ver1 a 0 stands where the intercept belongs. It is the bias that has to be read.
"""
-    return net.bias[0].item(), net.weight[0, 0].item()
+    return 0.0, net.weight[0, 0].item()

# %% get_line__leaves_the_brackets
"""step: setup

값은 맞지만 수가 아니라 (1,)이나 (1, 1) 모양의 텐서입니다. 안에 든 수를 꺼내세요.

The values are right, but they are tensors of shape (1,) or (1, 1), not numbers. Take the numbers out.
"""
def get_line(net):
    if net.bias is None:
        return net.weight[:, 0], net.weight[:, 1]
    return net.bias, net.weight

# %% get_line__rounds_to_four_places
"""step: setup

소수점 아래 네 자리에서 반올림했습니다. 화면에 보이는 수는 짧게 줄인 것이고, 실제 값은 더 깁니다.

It rounds to four places. What the screen shows is shortened; the numbers themselves are longer.
"""
def get_line(net):
    if net.bias is None:
        return round(net.weight[0, 0].item(), 4), round(net.weight[0, 1].item(), 4)
    return round(net.bias[0].item(), 4), round(net.weight[0, 0].item(), 4)

# %% get_line__swaps_them_in_ver1
"""step: setup

bias가 있는 네트워크(ver1)에서만 절편과 기울기가 바뀌었습니다.

In the network with a bias (ver1) intercept and slope changed places.
"""
-    return net.bias[0].item(), net.weight[0, 0].item()
+    return net.weight[0, 0].item(), net.bias[0].item()

# %% get_line__swaps_w0_and_w1
"""step: setup

절편과 기울기가 바뀌었습니다. weight와 bias 중 어느 쪽이 w0인지 보세요.

Intercept and slope changed places. Look at which of weight and bias is w0.
"""
def get_line(net):
    if net.bias is None:
        return net.weight[0, 1].item(), net.weight[0, 0].item()
    return net.weight[0, 0].item(), net.bias[0].item()

# %% predict_1d__comes_back_flat
"""step: yhat

값은 맞지만 예측값이 (n,)입니다. n×1로 돌려주세요.

The values are right, but the predictions are (n,). Return n×1.
"""
-    return net(x.reshape(-1, 1))
+    return net(x.reshape(-1, 1)).reshape(-1)

# %% predict_1d__forgets_the_bias
"""step: yhat

bias가 더해지지 않았습니다. 모든 예측값이 같은 만큼 어긋나 있습니다.

The bias was not added: every prediction is off by the same amount.
"""
-    return net(x.reshape(-1, 1))
+    return x.reshape(-1, 1) @ net.weight.T

# %% predict_1d__is_made_for_a_hundred
"""step: yhat

강의 자료처럼 100개일 때만 됩니다. 100을 적는 대신 x의 길이를 따르게 하세요.

It works for 100 numbers only, like the lecture's data. Let it follow the length of x.
"""
-    return net(x.reshape(-1, 1))
+    return net(x.reshape(100, 1))

# %% predict_1d__makes_a_row
"""step: yhat

1×n으로 만들었습니다. Linear(1,1)에게는 입력이 n개인 관측값 하나로 보입니다. 관측값 하나가 행 하나여야 합니다.

It was made 1×n: to Linear(1,1) that is one observation of n features. One observation is to be one row.
"""
-    return net(x.reshape(-1, 1))
+    return net(x.reshape(1, -1))

# %% predict_1d__passes_x_on
"""step: yhat

강의의 '잘못된사용1' 그대로입니다. Linear(1,1)은 열이 하나인 입력을 받습니다. x의 모양을 바꾸어 보세요.

This is the lecture's misuse 1 as it stands. Linear(1,1) takes an input of one column: change the shape of x.
"""
-    return net(x.reshape(-1, 1))
+    return net(x)

# %% predict_1d__predicts_the_first_alone
"""step: yhat

첫 번째 관측값만 예측했습니다. n개를 모두 예측해야 합니다.

Only the first observation was predicted. All n are asked for.
"""
-    return net(x.reshape(-1, 1))
+    return net(x[:1].reshape(-1, 1))

# %% predict_1d__widens_the_net
"""step: yhat

x에 맞추려고 입력이 n개인 새 네트워크를 만들었습니다. 바꿀 것은 네트워크가 아니라 x의 모양입니다.

A new network with n features was made to fit x. It is the shape of x that has to change, not the network.
"""
def predict_1d(net, x):
    net = torch.nn.Linear(len(x), 1)
    return net(x)

# %% drop_bias__changes_nothing
"""step: setup

bias가 그대로 더해지고 있습니다.

The bias is still added.
"""
def drop_bias(net):
    return net

# %% drop_bias__draws_a_new_weight
"""step: setup

bias가 없는 새 네트워크를 만들었지만 weight는 새로 뽑힌 값입니다. 원래의 weight를 옮겨야 합니다.

A new network without a bias was made, but its weight was drawn anew. The old weight has to be carried over.
"""
-    meant.weight.data = net.weight.data

# %% drop_bias__folds_it_into_w0
"""step: setup

bias를 첫 번째 weight에 더했습니다. 예측은 예전과 같지만, 원한 것은 bias가 처음부터 없는 X·W입니다.

The bias was added to the first weight. The predictions are the old ones, but X·W was meant, as if there had never been a bias.
"""
-    meant.weight.data = net.weight.data
+    meant.weight.data = net.weight.data + torch.cat([net.bias.data, torch.zeros(1)])

# %% drop_bias__freezes_the_weight
"""step: setup

예측은 맞지만 weight가 더 이상 학습되지 않습니다. requires_grad를 출력해 보세요.

The predictions are right, but the weight can no longer be trained. Print its requires_grad.
"""
     meant.weight.data = net.weight.data
+    meant.requires_grad_(False)

# %% drop_bias__freezes_it_at_zero
"""step: setup

bias를 0으로 바꾸고 학습을 막았을 뿐, 네트워크에 그대로 남아 있습니다. bias가 처음부터 없는 네트워크가 필요합니다.

The bias was set to 0 and frozen, and is still in the network. A network that never had one was meant.
"""
def drop_bias(net):
    net.bias.data = torch.zeros(1)
    net.bias.requires_grad_(False)
    return net

# %% drop_bias__keeps_a_bias_in_the_new_net
"""step: setup

새로 만든 네트워크에도 bias가 있습니다. 이번에도 bias=False를 깜빡했습니다.

The new network has a bias as well: bias=False was forgotten once more.
"""
-    meant = torch.nn.Linear(in_features=2, out_features=1, bias=False)
+    meant = torch.nn.Linear(in_features=2, out_features=1)

# %% drop_bias__keeps_the_bias_alone
"""step: setup

weight가 아니라 bias를 옮겼습니다. 남겨야 할 것과 버려야 할 것이 바뀌었습니다.

It was the bias that was carried over, not the weight: what to keep and what to drop are mixed up.
"""
-    meant.weight.data = net.weight.data
+    meant.weight.data = net.bias.data * torch.ones(1, 2)

# %% drop_bias__sets_it_to_zero
"""step: setup

bias를 0으로 바꾸었을 뿐 여전히 파라메터입니다. 지금은 예측이 맞지만 학습을 시작하면 다시 움직입니다.

The bias was only set to 0 and is still a parameter. The predictions are right now, but training will move it again.
"""
def drop_bias(net):
    net.bias.data = torch.zeros(1)
    return net

# %% one_epoch__adds_y_instead_of_subtracting
"""step: loss

y와 yhat을 더해서 제곱했습니다. 잔차는 둘의 차이입니다.

y and yhat were added before squaring. A residual is their difference.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y + yhat) ** 2)

# %% one_epoch__broadcasts_to_n_by_n
"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-    yhat = net(inputs)
+    yhat = net(inputs).reshape(-1)

# %% one_epoch__clears_before_the_update
"""step: update

backward와 업데이트 사이에서 미분값을 0으로 비웠습니다. 그래서 파라메터가 움직이지 않습니다.

The gradients were set to zero between backward and the update, so nothing moves.
"""
     for parameter in net.parameters():
+        parameter.grad.zero_()

# %% one_epoch__clears_the_weight_alone
"""step: update

weight의 미분값만 비웠습니다. bias의 미분값은 에폭마다 쌓입니다.

Only the weight's gradient was cleared. That of the bias piles up from epoch to epoch.
"""
-        parameter.grad = None
+        net.weight.grad = None

# %% one_epoch__clears_to_none_before_the_update
"""step: update

업데이트하기 전에 미분값을 None으로 비웠습니다. 두 줄의 순서를 보세요.

The gradients were set to None before the update. Look at the order of the two lines.
"""
     for parameter in net.parameters():
+        parameter.grad = None

# %% one_epoch__cuts_off_half_of_the_square
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) * (y - yhat.data))

# %% one_epoch__differentiates_the_negative
"""step: loss

손실의 부호를 바꾸어 미분했습니다. 미분값이 모두 반대입니다.

The loss was differentiated with its sign turned round: every gradient points the other way.
"""
-    loss.backward()
+    (-loss).backward()

# %% one_epoch__divides_by_a_hundred
"""step: loss

언제나 100으로 나눕니다. 다른 길이의 자료에서는 평균이 아닙니다.

It always divides by 100, which is no mean where the data have another length.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) / 100

# %% one_epoch__doubles_the_prediction
"""step: yhat

예측값이 두 배입니다. step1은 net의 출력 그대로입니다.

The predictions are twice too large. step1 is the output of net as it is.
"""
-    yhat = net(inputs)
+    yhat = net(inputs) + net(inputs)

# %% one_epoch__forgets_backward
-    loss.backward()

# %% one_epoch__forgets_lr
"""step: update

학습률을 곱하지 않고 미분값만큼 통째로 움직였습니다.

The learning rate is missing: it moved by the whole gradient.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = parameter.data - parameter.grad

# %% one_epoch__forgets_where_it_was
"""step: update

지금 자리에서 움직이지 않고, 걸음 자체가 새 자리가 되었습니다.

The step itself became the new place: what the parameter was before is lost.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = -lr * parameter.grad

# %% one_epoch__goes_through_the_graph
"""step: update

그래프에 속한 파라메터를 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed a parameter in place while the graph was watching, which is an error. The update belongs outside the graph.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter -= lr * parameter.grad

# %% one_epoch__goes_uphill
"""step: update

손실이 커지는 쪽으로 움직였습니다. 업데이트의 부호를 보세요.

It moved where the loss grows. Look at the sign of the update.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = parameter.data + lr * parameter.grad

# %% one_epoch__halves_the_loss
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) ** 2) / 2

# %% one_epoch__ignores_lr
"""step: update

받은 lr 대신 늘 0.1을 씁니다. 다른 학습률을 넣어 보세요.

It always uses 0.1 instead of the lr it is given. Try another learning rate.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = parameter.data - 0.1 * parameter.grad

# %% one_epoch__moves_a_name_only
"""step: update

새 텐서를 만들어 이름만 붙였습니다. 네트워크 안의 파라메터는 그대로입니다.

A new tensor was made and given the name. The parameter inside the network has not moved.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        moved = parameter - lr * parameter.grad

# %% one_epoch__never_clears
"""step: update

미분값을 비우지 않았습니다. 두 번째 에폭부터 지난 미분값이 쌓입니다.

The gradients were never cleared: from the second epoch on, earlier ones pile up.
"""
-        parameter.grad = None

# %% one_epoch__predicts_outside_the_graph
"""step: yhat

그래프가 끊긴 예측값으로 손실을 만들어서 미분할 수 없습니다. .data는 그림을 그릴 때만 쓰세요.

The loss was made from predictions cut off the graph, so it cannot be differentiated. Keep .data for plots.
"""
-    yhat = net(inputs)
+    yhat = net(inputs).data

# %% one_epoch__predicts_without_the_bias
"""step: yhat

예측값에 bias가 더해지지 않았습니다. net을 그대로 부르는 것과 비교해 보세요.

The bias was not added to the predictions. Compare them with calling net itself.
"""
-    yhat = net(inputs)
+    yhat = inputs @ net.weight.T

# %% one_epoch__repeats_the_epoch
"""step: setup

한 번 불렀는데 에폭이 여러 번 돌았습니다. 여기서는 한 번만 합니다.

One call made more than one epoch. A single one is asked for here.
"""
def one_epoch(net, inputs, y, lr):
    for epoc in range(2):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net

# %% one_epoch__steps_twice
"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""
         parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = parameter.data - lr * parameter.grad

# %% one_epoch__sums_instead_of_averaging
"""step: loss

평균이 아니라 합을 손실로 썼습니다. 손실이 n배 크고, 미분값도 그렇습니다.

The sum was used as the loss instead of the mean: n times too large, and so is the gradient.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2)

# %% one_epoch__updates_the_bias_alone
"""step: update

bias만 움직이고 weight는 그대로입니다.

Only bias moved; weight stayed where it was.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        if parameter.dim() == 1:
+            parameter.data = parameter.data - lr * parameter.grad

# %% one_epoch__updates_the_weight_alone
"""step: update

weight만 움직이고 bias는 그대로입니다.

Only weight moved; bias stayed where it was.
"""
-    for parameter in net.parameters():
+    for parameter in [net.weight]:

-        parameter.grad = None
+        net.zero_grad()

# %% fit_net__adds_y_instead_of_subtracting
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y + yhat) ** 2)

# %% fit_net__broadcasts_to_n_by_n
"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""
-        yhat = net(inputs)
+        yhat = net(inputs).reshape(-1)

# %% fit_net__clears_before_the_update
"""step: update

backward와 업데이트 사이에서 미분값을 0으로 비웠습니다. 그래서 파라메터가 움직이지 않습니다.

The gradients were set to zero between backward and the update, so nothing moves.
"""
         for parameter in net.parameters():
+            parameter.grad.zero_()

# %% fit_net__clears_the_weight_alone
-            parameter.grad = None
+            net.weight.grad = None

# %% fit_net__clears_to_none_before_the_update
         for parameter in net.parameters():
+            parameter.grad = None

# %% fit_net__cuts_off_half_of_the_square
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) * (y - yhat.data))

# %% fit_net__defaults_to_another_count
-def fit_net(net, inputs, y, lr=0.1, epochs=30):
+def fit_net(net, inputs, y, lr=0.1, epochs=100):

# %% fit_net__differentiates_the_negative
-        loss.backward()
+        (-loss).backward()

# %% fit_net__divides_by_a_hundred
"""step: loss

언제나 100으로 나눕니다. 다른 길이의 자료에서는 평균이 아닙니다.

It always divides by 100, which is no mean where the data have another length.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / 100

# %% fit_net__doubles_the_prediction
-        yhat = net(inputs)
+        yhat = net(inputs) + net(inputs)

# %% fit_net__forgets_lr
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - parameter.grad

# %% fit_net__forgets_where_it_was
"""step: update

지금 자리에서 움직이지 않고, 걸음 자체가 새 자리가 되었습니다.

The step itself became the new place: what the parameter was before is lost.
"""
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = -lr * parameter.grad

# %% fit_net__goes_one_too_far
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_net__goes_through_the_graph
"""step: update

그래프에 속한 파라메터를 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed a parameter in place while the graph was watching, which is an error. The update belongs outside the graph.
"""
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter -= lr * parameter.grad

# %% fit_net__goes_uphill
"""step: update

손실이 커지는 쪽으로 움직였습니다. 업데이트의 부호를 보세요.

It moved where the loss grows. Look at the sign of the update.
"""
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data + lr * parameter.grad

# %% fit_net__halves_the_loss
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) / 2

# %% fit_net__ignores_epochs
-    for epoc in range(epochs):
+    for epoc in range(30):

# %% fit_net__ignores_lr
"""step: update

받은 lr 대신 늘 0.1을 씁니다. 다른 학습률을 넣어 보세요.

It always uses 0.1 instead of the lr it is given. Try another learning rate.
"""
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - 0.1 * parameter.grad

# %% fit_net__moves_a_name_only
-            parameter.data = parameter.data - lr * parameter.grad
+            moved = parameter - lr * parameter.grad

# %% fit_net__never_clears
"""step: update

미분값을 비우지 않았습니다. 두 번째 에폭부터 지난 미분값이 쌓입니다.

The gradients were never cleared: from the second epoch on, earlier ones pile up.
"""
-            parameter.grad = None

# %% fit_net__predicts_outside_the_graph
-        yhat = net(inputs)
+        yhat = net(inputs).data

# %% fit_net__predicts_without_the_bias
-        yhat = net(inputs)
+        yhat = inputs @ net.weight.T

# %% fit_net__returns_inside_the_loop
-    return net
+        return net

# %% fit_net__starts_from_the_lectures_line
"""step: setup

주어진 net의 값이 아니라 강의의 (-5, 10)에서 시작했습니다.

It started from the lecture's (-5, 10) instead of what the net was given.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    set_line(net, -5.0, 10.0)

# %% fit_net__starts_from_zero
"""step: setup

주어진 파라메터를 0으로 바꾸고 시작했습니다. 주어진 값에서 시작하세요.

It set the given parameters to zero before it began. Start from what is given.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    for parameter in net.parameters():
+        parameter.data = torch.zeros_like(parameter.data)

# %% fit_net__steps_twice
"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""
             parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - lr * parameter.grad

# %% fit_net__stops_one_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_net__sums_instead_of_averaging
"""step: loss

평균이 아니라 합을 손실로 썼습니다. 손실이 n배 크고, 미분값도 그렇습니다.

The sum was used as the loss instead of the mean: n times too large, and so is the gradient.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2)

# %% fit_net__takes_the_rate_of_sse
"""step: update

학습률의 기본값이 SSE를 쓸 때의 것입니다. 거의 움직이지 않습니다.

The default learning rate is the one for SSE: it hardly moves.
"""
-def fit_net(net, inputs, y, lr=0.1, epochs=30):
+def fit_net(net, inputs, y, lr=1/1000, epochs=30):

# %% fit_net__updates_after_the_loop
"""step: update

반복하는 동안 파라메터가 움직이지 않고, 끝난 뒤에 한 번 움직였습니다. 들여쓰기를 보세요.

The parameters stood still during the loop and moved once after it. Look at the indentation.
"""
-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+    for parameter in net.parameters():
+        parameter.data = parameter.data - lr * parameter.grad
+        parameter.grad = None

# %% fit_net__updates_the_bias_alone
-            parameter.data = parameter.data - lr * parameter.grad
+            if parameter.dim() == 1:
+                parameter.data = parameter.data - lr * parameter.grad

# %% fit_net__updates_the_weight_alone
-        for parameter in net.parameters():
+        for parameter in [net.weight]:

-            parameter.grad = None
+            net.zero_grad()

# %% fit_net__walks_the_right_path_with_the_wrong_loss
"""step: loss

길은 맞지만 손실이 다릅니다. 합을 손실로 쓰고 학습률을 n으로 나누어 길만 맞춘 것입니다.

The path is right but the loss is not: it is the sum, and a rate divided by n makes up for it.
"""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2)

-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - lr / len(y) * parameter.grad

# %% one_epoch__divides_by_n_minus_one
"""step: loss

n이 아니라 n-1로 나누었습니다. 분산을 추정할 때 쓰는 식입니다.

It is divided by n-1. That belongs to estimating a variance.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% one_epoch__takes_the_root
"""step: loss

손실에 제곱근을 씌웠습니다. 강의의 손실에는 제곱근이 없습니다.

A root was taken of the loss. The lecture's loss has none.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.sqrt(torch.mean((y - yhat) ** 2))

# %% one_epoch__takes_absolute_values
"""step: loss

잔차를 제곱하지 않고 절댓값을 썼습니다.

The residuals are not squared: their absolute values are taken.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean(torch.abs(y - yhat))

# %% one_epoch__uses_huber
"""step: loss

Huber(smooth L1) 손실입니다. 큰 잔차는 제곱하지 않습니다.

This is the Huber (smooth L1) loss, which does not square large residuals.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% one_epoch__adds_a_ridge
"""step: loss

손실에 파라메터의 제곱합이 더해졌습니다(ridge). 강의의 손실에는 잔차만 있습니다.

The squares of the parameters were added to the loss (ridge). The lecture's loss is of the residuals alone.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) ** 2) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% one_epoch__adds_a_lasso
"""step: loss

손실에 파라메터의 절댓값이 더해졌습니다(lasso). 강의의 손실에는 잔차만 있습니다.

The absolute values of the parameters were added to the loss (lasso). The lecture's loss is of the residuals alone.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) ** 2) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% one_epoch__adds_a_constant
"""step: loss

손실에 상수가 더해졌습니다. 미분값은 같지만 손실이 다릅니다.

A constant was added to the loss. Its gradient is the same; the loss is not.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y - yhat) ** 2) + 1

# %% one_epoch__doubles_the_loss
"""step: loss

손실이 두 배입니다. 미분값도 두 배가 됩니다.

The loss is twice as large, and so is its gradient.
"""
-    loss = torch.mean((y - yhat) ** 2)
+    loss = 2 * torch.mean((y - yhat) ** 2)

# %% one_epoch__clips_the_gradient
"""step: update

미분값의 크기를 잘라 냈습니다. 강의의 걸음은 미분값 그대로에 비례합니다.

The gradient was cut down to a size. The lecture's step grows with the gradient as it is.
"""
     loss.backward()
+    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)

# %% one_epoch__takes_the_sign
"""step: update

미분값의 부호만 썼습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

Only the sign of the gradient was used. How steep it is belongs in the step as well.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = parameter.data - lr * parameter.grad.sign()

# %% one_epoch__decays_the_weights
"""step: update

걸음에 파라메터 자신이 더해졌습니다(weight decay). 강의의 걸음은 미분값뿐입니다.

A share of the parameters themselves was added to the step (weight decay). The lecture's step is the gradient alone.
"""
-        parameter.data = parameter.data - lr * parameter.grad
+        parameter.data = parameter.data - lr * (parameter.grad + 0.1 * parameter.data)

# %% one_epoch__goes_twice
"""step: backward

한 에폭에 backward를 두 번 불렀습니다. 미분값이 두 배가 됩니다.

backward was called twice in an epoch, so the gradient is twice as large.
"""
-    loss.backward()
+    loss.backward(retain_graph=True)
+    loss.backward()

# %% one_epoch__adds_an_offset
"""step: yhat

예측값에 상수가 더해졌습니다.

A constant was added to the predictions.
"""
-    yhat = net(inputs)
+    yhat = net(inputs) + 0.1

# %% one_epoch__drops_a_row
"""step: yhat

마지막 관측값이 빠졌습니다. 모든 행이 있어야 합니다.

The last observation is left out. Every row belongs in it.
"""
-    yhat = net(inputs)
+    yhat = net(inputs[:-1])

-    loss = torch.mean((y - yhat) ** 2)
+    loss = torch.mean((y[:-1] - yhat) ** 2)

# %% fit_net__divides_by_n_minus_one
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sum((y - yhat) ** 2) / (len(y) - 1)

# %% fit_net__takes_the_root
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.sqrt(torch.mean((y - yhat) ** 2))

# %% fit_net__takes_absolute_values
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean(torch.abs(y - yhat))

# %% fit_net__uses_huber
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% fit_net__adds_a_ridge
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% fit_net__adds_a_lasso
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% fit_net__adds_a_constant
-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y - yhat) ** 2) + 1

# %% fit_net__doubles_the_loss
-        loss = torch.mean((y - yhat) ** 2)
+        loss = 2 * torch.mean((y - yhat) ** 2)

# %% fit_net__clips_the_gradient
         loss.backward()
+        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)

# %% fit_net__takes_the_sign
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - lr * parameter.grad.sign()

# %% fit_net__decays_the_weights
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - lr * (parameter.grad + 0.1 * parameter.data)

# %% fit_net__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_net__adds_an_offset
-        yhat = net(inputs)
+        yhat = net(inputs) + 0.1

# %% fit_net__drops_a_row
-        yhat = net(inputs)
+        yhat = net(inputs[:-1])

-        loss = torch.mean((y - yhat) ** 2)
+        loss = torch.mean((y[:-1] - yhat) ** 2)

# %% fit_net__halves_the_rate_halfway
"""step: update

반쯤 지나면 학습률이 절반이 됩니다. 강의의 학습률은 끝까지 같습니다.

Halfway through, the rate is halved. The lecture keeps it the same to the end.
"""
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - (lr if epoc < epochs // 2 else lr / 2) * parameter.grad

# %% fit_net__decays_the_rate
"""step: update

학습률이 에폭마다 작아집니다. 강의의 학습률은 끝까지 같습니다.

The learning rate shrinks with every epoch. The lecture keeps it the same to the end.
"""
-            parameter.data = parameter.data - lr * parameter.grad
+            parameter.data = parameter.data - lr * 0.99 ** epoc * parameter.grad

# %% fit_net__clears_every_second_epoch
"""step: update

미분값을 한 에폭 걸러 한 번만 비웁니다. 비우지 않은 다음 에폭에는 두 미분값이 더해집니다.

The gradient is cleared in every second epoch only. In the epochs between, two gradients are added up.
"""
-            parameter.grad = None
+            if epoc % 2 == 1:
+                parameter.grad = None

# %% fit_net__forgets_to_clear_later
"""step: update

중간부터 미분값을 비우지 않습니다. 매 에폭 비워야 합니다.

From the middle on the gradient is not cleared any more. It has to be cleared in every epoch.
"""
-            parameter.grad = None
+            if epoc < epochs // 2:
+                parameter.grad = None

# %% fit_net__stops_early
"""step: setup

정해진 횟수를 채우지 않고 반복을 끝냈습니다. break를 보세요.

The loop ended before its time. Look at the break.
"""
             parameter.grad = None
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_net__uses_momentum
"""step: update

지난 걸음을 기억해서 더했습니다(momentum). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and added (momentum). The lecture's step is this epoch's gradient alone.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_net__uses_nesterov
"""step: update

지난 걸음을 기억해서 앞서 나갑니다(Nesterov). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and run ahead (Nesterov). The lecture's step is this epoch's gradient alone.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9, nesterov=True)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_net__uses_adam
"""step: update

Adam으로 움직였습니다. 강의의 걸음은 lr 곱하기 미분값입니다.

Adam made the steps. The lecture's step is lr times the gradient.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_net__uses_rmsprop
"""step: update

RMSprop으로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

RMSprop made the steps. That is not this lecture's optimiser.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    optimizr = torch.optim.RMSprop(net.parameters(), lr=lr)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        optimizr.step()
+        optimizr.zero_grad()

# %% fit_net__uses_adagrad
"""step: update

Adagrad로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

Adagrad made the steps. That is not this lecture's optimiser.
"""
 def fit_net(net, inputs, y, lr=0.1, epochs=30):
+    optimizr = torch.optim.Adagrad(net.parameters(), lr=lr)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        optimizr.step()
+        optimizr.zero_grad()
