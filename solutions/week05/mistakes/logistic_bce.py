# Known mistakes of logistic_bce.py: a cell a program, as a student who makes it would write it.

# %% bce__adds_an_epsilon
"""step: loss

로그 안에 더한 수(1e-4)가 커서 값이 달라집니다.

The number added inside the logarithms (1e-4) is large enough to change the value.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))

# %% bce__forgets_the_failures
"""step: loss

y=0인 관측값이 loss에 아무 영향도 주지 않습니다. 공식의 두 항을 모두 썼는지 보세요.

Observations with y=0 have no influence on the loss. Check that both terms of the formula are there.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat))

# %% bce__forgets_the_minus
"""step: loss

값이 음수입니다. 공식의 맨 앞 부호를 보세요.

The value is negative. Look at the sign in front of the formula.
"""
def bce(y, yhat):
    return torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce__is_the_mean_of_squares
"""step: loss

BCE가 아니라 잔차제곱의 평균(MSE)입니다.

This is the mean of the squared residuals (MSE), not the BCE.
"""
def bce(y, yhat):
    return torch.nn.MSELoss()(yhat, y)

# %% bce__keeps_one_value_a_row
"""step: loss

관측값마다 하나씩, n개의 값이 나옵니다. loss는 수 하나여야 합니다.

One value comes back for each observation. The loss must be a single number.
"""
def bce(y, yhat):
    return torch.nn.BCELoss(reduction='none')(yhat, y)

# %% bce__loses_the_graph
"""step: loss

값은 맞지만 yhat과의 연결(그래프)이 끊겨 이 loss로는 미분할 수 없습니다. 텐서에서 수만 꺼내지 않았는지 보세요.

The value is right, but it has lost its link (the graph) to yhat. Look whether a bare number is taken out of the tensor.
"""
def bce(y, yhat):
    return torch.nn.BCELoss()(yhat, y).item()

# %% bce__passes_the_arguments_in_lecture_order
"""step: loss

y와 yhat의 자리가 바뀌었습니다. torch의 loss 함수가 무엇을 먼저 받는지, 값이 유한한지 보세요.

y and yhat have changed places. Look at which of them torch's loss takes first, and whether the value is finite.
"""
def bce(y, yhat):
    return -torch.mean(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))

# %% bce__sums_instead_of_averaging
"""step: loss

합을 구했습니다. 이 loss는 관측값 하나당 평균입니다.

This is the sum. The loss is an average over the observations.
"""
def bce(y, yhat):
    return torch.nn.BCELoss(reduction='sum')(yhat, y)

# %% bce__takes_log2
"""step: loss

밑이 2인 로그를 썼습니다. 값이 약 1.44배 큽니다.

The logarithm has base 2: the value is about 1.44 times too large.
"""
def bce(y, yhat):
    return -torch.mean(y*torch.log2(yhat) + (1-y)*torch.log2(1-yhat))

# %% bce__takes_probabilities_for_logits
"""step: loss

yhat은 이미 확률인데 loss 안에서 시그모이드를 한 번 더 통과했습니다. 이 loss가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and the loss sends it through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""
def bce(y, yhat):
    return torch.nn.BCEWithLogitsLoss()(yhat, y)

# %% bce_with_logits__applies_sigmoid_twice
"""step: loss

yhat은 이미 확률인데 loss 안에서 시그모이드를 한 번 더 통과했습니다. 이 loss가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and the loss sends it through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""
def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss()(torch.sigmoid(u), y)

# %% bce_with_logits__flips_the_sign_of_u
"""step: loss

u의 부호가 반대입니다. y=1인 관측값에서 u가 커지면 loss는 작아져야 합니다.

The sign of u is the wrong way round. For an observation with y=1, the loss has to fall as u grows.
"""
def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss()(-u, y)

# %% bce_with_logits__goes_through_the_sigmoid
"""step: loss

|u|가 크면 시그모이드가 0이나 1로 반올림되어 loss가 무한대, nan이거나 잘린 값이 됩니다. u를 그대로 받는 계산을 찾아보세요.

Where |u| is large the sigmoid rounds to 0 or 1, and the loss becomes infinite, nan or cut off. Look for a computation that takes u as it is.
"""
def bce_with_logits(y, u):
    return -torch.mean(y*torch.log(torch.sigmoid(u)) + (1-y)*torch.log(1-torch.sigmoid(u)))

# %% bce_with_logits__is_cut_off_far_out
"""step: loss

|u|가 크면 시그모이드가 0이나 1로 반올림되어 loss가 무한대, nan이거나 잘린 값이 됩니다. u를 그대로 받는 계산을 찾아보세요.

Where |u| is large the sigmoid rounds to 0 or 1, and the loss becomes infinite, nan or cut off. Look for a computation that takes u as it is.
"""
def bce_with_logits(y, u):
    return torch.nn.BCELoss()(torch.sigmoid(u), y)

# %% bce_with_logits__loses_the_graph
"""step: loss

값은 맞지만 u와의 연결(그래프)이 끊겨 이 loss로는 미분할 수 없습니다.

The value is right, but it has lost its link (the graph) to u and cannot be differentiated.
"""
def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss()(u, y).detach()

# %% bce_with_logits__overflows
"""step: loss

|u|가 크면 시그모이드가 0이나 1로 반올림되어 loss가 무한대, nan이거나 잘린 값이 됩니다. u를 그대로 받는 계산을 찾아보세요.

Where |u| is large the sigmoid rounds to 0 or 1, and the loss becomes infinite, nan or cut off. Look for a computation that takes u as it is.
"""
def bce_with_logits(y, u):
    return torch.mean(torch.log(1+torch.exp(u)) - y*u)

# %% bce_with_logits__sums_instead_of_averaging
def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss(reduction='sum')(u, y)

# %% bce_with_logits__takes_u_for_a_probability
"""step: loss

u는 확률이 아니라 시그모이드를 통과하기 전의 값입니다. 0과 1을 벗어난 값을 확률로 쓰고 있지 않은지 보세요.

u is what comes before the sigmoid, not a probability. Look whether values outside 0 and 1 are used as probabilities.
"""
def bce_with_logits(y, u):
    return -torch.mean(y*torch.log(u.clamp(0.01, 0.99)) + (1-y)*torch.log(1-u.clamp(0.01, 0.99)))

# %% one_epoch_bce__applies_sigmoid_twice
"""step: yhat

시그모이드를 두 번 통과했습니다. yhat이 모두 0.5와 0.73 사이에 있습니다. net에 무엇이 들어있는지 보세요.

yhat has gone through the sigmoid twice: everything lies between 0.5 and 0.73. Look at what net holds already.
"""
-    yhat = net(x)
+    yhat = torch.sigmoid(net(x))

# %% one_epoch_bce__clears_before_the_step
"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used.
"""
def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.zero_grad()
    optimizr.step()
    return net

# %% one_epoch_bce__cuts_off_the_failures
"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat.data))

# %% one_epoch_bce__differentiates_only_the_weight
"""step: backward

미분이 파라메터 일부에 대해서만 일어나서 나머지에는 기울기가 없습니다. step3 직후에 모든 파라메터의 `.grad`를 출력해 보세요.

Only some of the parameters are differentiated; the others have no gradient. Print every parameter's `.grad` right after step3.
"""
-    loss.backward()
+    loss.backward(inputs=[net[0].weight])

# %% one_epoch_bce__divides_by_two_thousand
"""step: loss

관측값의 수를 2000으로 적어두었습니다. n이 다른 자료에서는 loss가 틀립니다. 자료에서 n을 얻는 방법을 생각해 보세요.

The number of observations is written as 2000: with data of another n the loss is wrong. Think of how to take n from the data.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2000

# %% one_epoch_bce__forgets_the_minus
"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% one_epoch_bce__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`를 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print `.grad` once step4 is over.
"""
-    optimizr.zero_grad()

# %% one_epoch_bce__repeats_a_hundred_times
"""step: setup

이 함수는 한 epoch만 맡습니다. 안에서 여러 번 반복했습니다.

This function is one single epoch; yours repeats it many times.
"""
def one_epoch_bce(net, optimizr, x, y):
    for epoc in range(100):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% one_epoch_bce__steps_twice
"""step: update

한 epoch에 update가 두 번 일어납니다. 파라메터가 움직인 거리를 보세요.

The update happens twice in one epoch. Look at how far the parameters move.
"""
     optimizr.step()
+    optimizr.step()

# %% one_epoch_bce__sums_instead_of_averaging
"""step: loss

loss가 합입니다. 이 loss는 평균입니다. loss와 기울기가 n배만큼 큽니다.

The loss is a sum, but a mean is asked for: loss and gradients are n times too large.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% one_epoch_bce__takes_mse_for_bce
"""step: loss

BCE가 아니라 잔차제곱의 평균(MSE)입니다.

This is the mean of the squared residuals (MSE), not the BCE.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = torch.mean((y-yhat)**2)

# %% one_epoch_bce__takes_probabilities_for_logits
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = torch.nn.BCEWithLogitsLoss()(yhat, y)

# %% one_epoch_bce__trains_a_copy
"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used.
"""
import copy

def one_epoch_bce(net, optimizr, x, y):
    net = copy.deepcopy(net)
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

# %% one_epoch_bce__works_on_a_copy
"""step: update

주어진 net이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 net의 값이 바뀌었는지 보세요.

A copy was trained, not the net that was given. Look whether the net you passed in has changed once the function is over.
"""
import copy

def one_epoch_bce(net, optimizr, x, y):
    net = copy.deepcopy(net)
    optimizr = torch.optim.SGD(net.parameters(), lr=optimizr.defaults['lr'])
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

# %% fit_bce__applies_sigmoid_twice
"""step: yhat

시그모이드를 두 번 통과했습니다. yhat이 모두 0.5와 0.73 사이에 있습니다. net에 무엇이 들어있는지 보세요.

yhat has gone through the sigmoid twice: everything lies between 0.5 and 0.73. Look at what net holds already.
"""
-        yhat = net(x)
+        yhat = torch.sigmoid(net(x))

# %% fit_bce__clears_before_the_step
def fit_bce(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.zero_grad()
        optimizr.step()
    return net

# %% fit_bce__cuts_off_the_failures
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat.data))

# %% fit_bce__differentiates_only_the_weight
-        loss.backward()
+        loss.backward(inputs=[net[0].weight])

# %% fit_bce__divides_by_two_thousand
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2000

# %% fit_bce__forgets_the_minus
"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% fit_bce__hard_codes_the_learning_rate
"""step: update

학습률이 항상 같습니다. 인수 `lr`을 다르게 주어도 같은 비율로 움직입니다.

The learning rate is always the same, whatever the argument `lr` says.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=0.05)

# %% fit_bce__has_another_default_of_epochs
"""step: setup

`epochs`를 주지 않고 부르면 반복 횟수가 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `epochs`, the loop does not run as often as it should. Check the default in the function's first line.
"""
-def fit_bce(net, x, y, lr=0.05, epochs=100):
+def fit_bce(net, x, y, lr=0.05, epochs=30):

# %% fit_bce__has_another_default_of_lr
"""step: update

`lr`을 주지 않고 부르면 학습률이 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `lr`, the learning rate is not the one asked for. Check the default in the function's first line.
"""
-def fit_bce(net, x, y, lr=0.05, epochs=100):
+def fit_bce(net, x, y, lr=0.1, epochs=100):

# %% fit_bce__never_clears
-        optimizr.zero_grad()

# %% fit_bce__starts_over
"""step: setup

주어진 net에서 출발하지 않고 함수 안에서 처음 값을 다시 정했습니다. 첫 epoch의 파라메터를 함수에 넣어준 값과 비교해 보세요.

The function sets its own starting values instead of starting from the net it was given. Compare the parameters of the first epoch with those you passed in.
"""
 def fit_bce(net, x, y, lr=0.05, epochs=100):
+    net[0].bias.data = torch.tensor([-1.0])
+    net[0].weight.data = torch.tensor([[1.0]])

# %% fit_bce__steps_twice
         optimizr.step()
+        optimizr.step()

# %% fit_bce__stops_one_epoch_early
"""step: setup

반복이 한 번 모자랍니다. `range`가 어디서 시작해서 어디서 끝나는지 세어 보세요.

The loop runs one epoch too few. Count where your `range` starts and where it stops.
"""
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_bce__sums_instead_of_averaging
"""step: loss

loss가 합입니다. 이 loss는 평균입니다. loss와 기울기가 n배만큼 큽니다.

The loss is a sum, but a mean is asked for: loss and gradients are n times too large.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% fit_bce__takes_mse_for_bce
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean((y-yhat)**2)

# %% fit_bce__takes_probabilities_for_logits
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCEWithLogitsLoss()(yhat, y)

# %% fit_bce__trains_a_copy
"""step: update

주어진 net이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 net의 값이 바뀌었는지 보세요.

A copy was trained, not the net that was given. Look whether the net you passed in has changed once the function is over.
"""
import copy

def fit_bce(net, x, y, lr=0.05, epochs=100):
    net = copy.deepcopy(net)
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_bce__uses_adam
"""step: update

SGD가 아니라 Adam으로 움직였습니다. 이 함수의 옵티마이저는 SGD입니다.

The parameters were moved by Adam. This function's optimiser is SGD.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% make_adam__adds_weight_decay
"""step: update

weight_decay가 들어있습니다. 기울기 말고 다른 것이 파라메터를 움직입니다.

There is a weight_decay: something other than the gradient moves the parameters.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=0.01)

# %% make_adam__builds_adamax
"""step: update

Adam이 아니라 비슷한 이름의 다른 옵티마이저(Adamax)입니다.

This is another optimiser of a similar name (Adamax), not Adam.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adamax(net.parameters(), lr=lr)

# %% make_adam__builds_sgd
"""step: update

Adam이 아니라 SGD입니다.

This is an SGD, not an Adam.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% make_adam__changes_the_betas
"""step: update

앞의 기울기를 기억하는 정도(betas)가 기본값과 다릅니다.

How far back it remembers (betas) is not the default.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, betas=(0.5, 0.999))

# %% make_adam__hard_codes_the_learning_rate
"""step: update

학습률이 항상 같습니다. 인수 `lr`을 쓰고 있는지 보세요.

The learning rate is always the same. Look whether the argument `lr` is used.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=0.05)

# %% make_adam__leaves_the_learning_rate_out
"""step: update

학습률을 넣지 않아서 Adam의 기본 학습률(0.001)로 움직입니다.

The learning rate was left out, so Adam moves with its own default of 0.001.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters())

# %% make_adam__returns_nothing
"""step: update

옵티마이저를 만들었지만 돌려주지 않았습니다. 함수의 마지막 줄을 보세요.

An optimiser is made but not handed back. Look at the function's last line.
"""
-    return optimizr

# %% make_adam__takes_only_the_weight
"""step: update

weight만 움직입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the weight moves. Look at which parameters the optimiser was given.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam([net[0].weight], lr=lr)

# %% fit_adam__applies_sigmoid_twice
"""step: yhat

시그모이드를 두 번 통과했습니다. yhat이 모두 0.5와 0.73 사이에 있습니다. net에 무엇이 들어있는지 보세요.

yhat has gone through the sigmoid twice: everything lies between 0.5 and 0.73. Look at what net holds already.
"""
-        yhat = net(x)
+        yhat = torch.sigmoid(net(x))

# %% fit_adam__builds_adam_every_epoch
"""step: update

epoch마다 Adam을 새로 만들어서 앞의 기울기를 기억하지 못합니다. 모든 파라메터가 매번 거의 lr만큼만 움직입니다. 옵티마이저를 어디에서 만드는지 보세요.

A new Adam is made in every epoch, so it remembers no earlier gradient: every parameter moves by about lr each time. Look at where the optimiser is made.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

     for epoc in range(epochs):
+        optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% fit_adam__clears_before_the_step
def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.zero_grad()
        optimizr.step()
    return net

# %% fit_adam__cuts_off_the_failures
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat.data))

# %% fit_adam__differentiates_only_the_weight
-        loss.backward()
+        loss.backward(inputs=[net[0].weight])

# %% fit_adam__divides_by_two_thousand
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2000

# %% fit_adam__forgets_the_minus
"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% fit_adam__hard_codes_the_learning_rate
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=0.05)

# %% fit_adam__has_another_default_of_epochs
-def fit_adam(net, x, y, lr=0.05, epochs=100):
+def fit_adam(net, x, y, lr=0.05, epochs=30):

# %% fit_adam__has_another_default_of_lr
-def fit_adam(net, x, y, lr=0.05, epochs=100):
+def fit_adam(net, x, y, lr=0.1, epochs=100):

# %% fit_adam__never_clears
-        optimizr.zero_grad()

# %% fit_adam__starts_over
 def fit_adam(net, x, y, lr=0.05, epochs=100):
+    net[0].bias.data = torch.tensor([-1.0])
+    net[0].weight.data = torch.tensor([[1.0]])

# %% fit_adam__steps_twice
         optimizr.step()
+        optimizr.step()

# %% fit_adam__stops_one_epoch_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_adam__sums_instead_of_averaging
"""step: loss

loss가 합입니다. 이 loss는 평균입니다. loss와 기울기가 n배만큼 큽니다.

The loss is a sum, but a mean is asked for: loss and gradients are n times too large.
"""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% fit_adam__takes_mse_for_bce
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean((y-yhat)**2)

# %% fit_adam__takes_probabilities_for_logits
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCEWithLogitsLoss()(yhat, y)

# %% fit_adam__trains_a_copy
"""step: update

주어진 net이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 net의 값이 바뀌었는지 보세요.

A copy was trained, not the net that was given. Look whether the net you passed in has changed once the function is over.
"""
import copy

def fit_adam(net, x, y, lr=0.05, epochs=100):
    net = copy.deepcopy(net)
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_adam__uses_sgd
"""step: update

Adam이 아니라 SGD로 움직였습니다. 움직인 거리가 기울기에 비례하는지 보세요.

The parameters were moved by SGD, not by Adam. Look whether the distance moved is in proportion to the gradient.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% one_epoch_bce__divides_by_n_minus_one
"""step: loss

n이 아니라 n-1로 나누었습니다. 분산을 추정할 때 쓰는 식입니다.

It is divided by n-1. That belongs to estimating a variance.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) / (len(y) - 1)

# %% one_epoch_bce__adds_a_ridge
"""step: loss

손실에 파라메터의 제곱합이 더해졌습니다(ridge). 강의의 손실에는 잔차만 있습니다.

The squares of the parameters were added to the loss (ridge). The lecture's loss is of the residuals alone.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% one_epoch_bce__adds_a_lasso
"""step: loss

손실에 파라메터의 절댓값이 더해졌습니다(lasso). 강의의 손실에는 잔차만 있습니다.

The absolute values of the parameters were added to the loss (lasso). The lecture's loss is of the residuals alone.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% one_epoch_bce__adds_a_constant
"""step: loss

손실에 상수가 더해졌습니다. 미분값은 같지만 손실이 다릅니다.

A constant was added to the loss. Its gradient is the same; the loss is not.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 1

# %% one_epoch_bce__doubles_the_loss
"""step: loss

손실이 두 배입니다. 미분값도 두 배가 됩니다.

The loss is twice as large, and so is its gradient.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = 2 * (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)))

# %% one_epoch_bce__halves_the_loss
"""step: loss

손실이 절반입니다. 미분값도 절반이 됩니다.

The loss is half as large, and so is its gradient.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))) / 2

# %% one_epoch_bce__smooths_the_labels
"""step: loss

y의 0과 1을 안쪽으로 옮겨 손실을 계산했습니다(label smoothing). y를 그대로 쓰세요.

The zeros and ones of y were moved inwards for the loss (label smoothing). Use y as it is.
"""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = -torch.mean((0.9*y + 0.05)*torch.log(yhat) + (0.95 - 0.9*y)*torch.log(1-yhat))

# %% one_epoch_bce__clips_the_gradient
"""step: update

미분값의 크기를 잘라 냈습니다. 강의의 걸음은 미분값 그대로에 비례합니다.

The gradient was cut down to a size. The lecture's step grows with the gradient as it is.
"""
+    torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)
     optimizr.step()

# %% one_epoch_bce__takes_the_sign
"""step: update

미분값의 부호만 썼습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

Only the sign of the gradient was used. How steep it is belongs in the step as well.
"""
+    for p in net.parameters():
+        p.grad = p.grad.sign()
     optimizr.step()

# %% one_epoch_bce__normalises_the_gradient
"""step: update

미분값을 그 길이로 나누었습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

The gradient was divided by its length. How steep it is belongs in the step as well.
"""
+    length = torch.cat([p.grad.reshape(-1) for p in net.parameters()]).norm()
+    for p in net.parameters():
+        p.grad = p.grad / length
     optimizr.step()

# %% one_epoch_bce__goes_twice
"""step: backward

한 에폭에 backward를 두 번 불렀습니다. 미분값이 두 배가 됩니다.

backward was called twice in an epoch, so the gradient is twice as large.
"""
-    loss.backward()
+    loss.backward(retain_graph=True)
+    loss.backward()

# %% fit_bce__divides_by_n_minus_one
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) / (len(y) - 1)

# %% fit_bce__adds_a_ridge
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% fit_bce__adds_a_lasso
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% fit_bce__adds_a_constant
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 1

# %% fit_bce__doubles_the_loss
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = 2 * (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)))

# %% fit_bce__halves_the_loss
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))) / 2

# %% fit_bce__smooths_the_labels
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean((0.9*y + 0.05)*torch.log(yhat) + (0.95 - 0.9*y)*torch.log(1-yhat))

# %% fit_bce__clips_the_gradient
+        torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)
         optimizr.step()

# %% fit_bce__takes_the_sign
+        for p in net.parameters():
+            p.grad = p.grad.sign()
         optimizr.step()

# %% fit_bce__normalises_the_gradient
+        length = torch.cat([p.grad.reshape(-1) for p in net.parameters()]).norm()
+        for p in net.parameters():
+            p.grad = p.grad / length
         optimizr.step()

# %% fit_bce__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_bce__halves_the_rate_halfway
"""step: update

반쯤 지나면 학습률이 절반이 됩니다. 강의의 학습률은 끝까지 같습니다.

Halfway through, the rate is halved. The lecture keeps it the same to the end.
"""
+        if epoc == epochs // 2:
+            optimizr.param_groups[0]['lr'] /= 2
         optimizr.step()

# %% fit_bce__decays_the_rate
"""step: update

학습률이 에폭마다 작아집니다. 강의의 학습률은 끝까지 같습니다.

The learning rate shrinks with every epoch. The lecture keeps it the same to the end.
"""
         optimizr.step()
+        optimizr.param_groups[0]['lr'] *= 0.99

# %% fit_bce__clears_every_second_epoch
"""step: update

미분값을 한 에폭 걸러 한 번만 비웁니다. 비우지 않은 다음 에폭에는 두 미분값이 더해집니다.

The gradient is cleared in every second epoch only. In the epochs between, two gradients are added up.
"""
-        optimizr.zero_grad()
+        if epoc % 2 == 1:
+            optimizr.zero_grad()

# %% fit_bce__forgets_to_clear_later
"""step: update

중간부터 미분값을 비우지 않습니다. 매 에폭 비워야 합니다.

From the middle on the gradient is not cleared any more. It has to be cleared in every epoch.
"""
-        optimizr.zero_grad()
+        if epoc < epochs // 2:
+            optimizr.zero_grad()

# %% fit_bce__stops_early
"""step: setup

정해진 횟수를 채우지 않고 반복을 끝냈습니다. break를 보세요.

The loop ended before its time. Look at the break.
"""
         optimizr.zero_grad()
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_bce__uses_momentum
"""step: update

지난 걸음을 기억해서 더했습니다(momentum). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and added (momentum). The lecture's step is this epoch's gradient alone.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)

# %% fit_bce__uses_nesterov
"""step: update

지난 걸음을 기억해서 앞서 나갑니다(Nesterov). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and run ahead (Nesterov). The lecture's step is this epoch's gradient alone.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9, nesterov=True)

# %% fit_bce__decays_the_weights
"""step: update

걸음에 파라메터 자신이 더해졌습니다(weight decay). 강의의 걸음은 미분값뿐입니다.

A share of the parameters themselves was added to the step (weight decay). The lecture's step is the gradient alone.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=0.1)

# %% fit_bce__uses_rmsprop
"""step: update

RMSprop으로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

RMSprop made the steps. That is not this lecture's optimiser.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.RMSprop(net.parameters(), lr=lr)

# %% fit_bce__uses_adagrad
"""step: update

Adagrad로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

Adagrad made the steps. That is not this lecture's optimiser.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adagrad(net.parameters(), lr=lr)

# %% fit_adam__divides_by_n_minus_one
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) / (len(y) - 1)

# %% fit_adam__adds_a_ridge
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% fit_adam__adds_a_lasso
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% fit_adam__adds_a_constant
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) + 1

# %% fit_adam__doubles_the_loss
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = 2 * (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)))

# %% fit_adam__halves_the_loss
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = (-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))) / 2

# %% fit_adam__smooths_the_labels
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean((0.9*y + 0.05)*torch.log(yhat) + (0.95 - 0.9*y)*torch.log(1-yhat))

# %% fit_adam__clips_the_gradient
+        torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)
         optimizr.step()

# %% fit_adam__takes_the_sign
+        for p in net.parameters():
+            p.grad = p.grad.sign()
         optimizr.step()

# %% fit_adam__normalises_the_gradient
+        length = torch.cat([p.grad.reshape(-1) for p in net.parameters()]).norm()
+        for p in net.parameters():
+            p.grad = p.grad / length
         optimizr.step()

# %% fit_adam__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_adam__halves_the_rate_halfway
+        if epoc == epochs // 2:
+            optimizr.param_groups[0]['lr'] /= 2
         optimizr.step()

# %% fit_adam__decays_the_rate
         optimizr.step()
+        optimizr.param_groups[0]['lr'] *= 0.99

# %% fit_adam__clears_every_second_epoch
-        optimizr.zero_grad()
+        if epoc % 2 == 1:
+            optimizr.zero_grad()

# %% fit_adam__forgets_to_clear_later
-        optimizr.zero_grad()
+        if epoc < epochs // 2:
+            optimizr.zero_grad()

# %% fit_adam__stops_early
         optimizr.zero_grad()
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_adam__scales_the_memory
"""step: update

Adam의 betas가 강의와 다릅니다. 기본값을 쓰세요.

Adam's betas are not the lecture's. Use the defaults.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, betas=(0.5, 0.999))

# %% fit_adam__takes_another_eps
"""step: update

Adam의 eps가 강의와 다릅니다. 기본값을 쓰세요.

Adam's eps is not the lecture's. Use the default.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, eps=1e-2)

# %% fit_adam__uses_adamw
"""step: update

AdamW는 파라메터를 함께 줄입니다. 강의의 옵티마이저는 Adam입니다.

AdamW shrinks the parameters as well. The lecture's optimiser is Adam.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.AdamW(net.parameters(), lr=lr)

# %% fit_adam__uses_amsgrad
"""step: update

amsgrad를 켰습니다. 강의의 Adam은 기본 설정입니다.

amsgrad was switched on. The lecture's Adam has its default settings.
"""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, amsgrad=True)

# %% fit_adam__uses_rmsprop
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.RMSprop(net.parameters(), lr=lr)

# %% fit_adam__uses_adagrad
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adagrad(net.parameters(), lr=lr)

# %% fit_adam__decays_the_weights
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=0.1)
