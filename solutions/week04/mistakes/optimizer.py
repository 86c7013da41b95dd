# Known mistakes of optimizer.py: a cell a program, as a student who makes it would write it.

# %% make_sgd__adds_momentum
"""step: update

옵티마이저에 momentum이 들어있습니다. 첫 epoch은 맞지만 두 번째부터 이전의 움직임이 더해집니다. 강의의 update는 그 epoch의 기울기만 씁니다.

The optimiser has momentum: the first epoch is right, but from the second on the earlier moves are added. The lecture's update uses this epoch's gradient alone.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)

# %% make_sgd__adds_weight_decay
"""step: update

weight_decay 때문에 파라메터가 매번 0 쪽으로 조금씩 당겨집니다. 움직인 거리가 lr×기울기와 정확히 같은지 보세요.

weight_decay pulls the parameters a little towards 0 in every update. Check whether the distance moved is exactly lr times the gradient.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=0.01)

# %% make_sgd__builds_adam
"""step: update

SGD가 아니라 다른 옵티마이저(Adam)로 움직였습니다. 움직인 거리가 기울기의 크기에 비례하지 않습니다.

The parameters were moved by another optimiser (Adam), not by SGD: the distance moved is not in proportion to the gradient.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% make_sgd__divides_the_learning_rate
"""step: update

update의 크기가 lr×기울기와 아주 조금 다릅니다. 다른 수가 곱해지거나 더해지지 않았는지 보세요.

The update is very slightly different from lr times the gradient. Look for another number that multiplies it or is added to it.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr*1.001)

# %% make_sgd__exhausts_the_generator
"""step: update

`net.parameters()`는 한 번 끝까지 읽으면 비어버리는 generator입니다. 옵티마이저가 받았을 때 남은 것이 있었는지 보세요.

`net.parameters()` is a generator: read it to its end once and it is empty. Look whether anything was left when the optimiser got it.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    params = net.parameters()
+    n_params = len(list(params))
+    optimizr = torch.optim.SGD(params, lr=lr)

# %% make_sgd__hard_codes_the_learning_rate
"""step: update

학습률이 항상 같습니다. 인수 `lr`을 다르게 주어도 파라메터가 같은 비율로 움직입니다. 옵티마이저나 update가 어떤 수를 쓰는지 보세요.

The learning rate is always the same: the parameters move at the same rate whatever the argument `lr` says. Look at which number your update uses.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)

# %% make_sgd__maximizes
"""step: update

파라메터가 기울기와 같은 방향으로 움직여서 loss가 커집니다. 내려가려면 어느 쪽으로 가야 하는지 생각해 보세요.

The parameters move along the gradient, so the loss grows. Think about which way is down.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, maximize=True)

# %% make_sgd__returns_nothing
"""step: update

옵티마이저를 만들었지만 돌려주지 않았습니다. 함수의 마지막 줄을 보세요.

An optimiser is made but not handed back. Look at the function's last line.
"""
-    return optimizr

# %% make_sgd__returns_the_class
"""step: update

옵티마이저가 아니라 옵티마이저의 종류(class)를 돌려주었습니다. 괄호 안에 무엇을 넣어야 하나가 만들어지는지 보세요.

What comes back is the kind of optimiser (a class), not an optimiser. See what has to go in the brackets to make one.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD

# %% make_sgd__takes_data_instead_of_parameters
"""step: update

옵티마이저가 net의 파라메터 자신이 아니라 값이나 사본을 가지고 있습니다. 미분값은 파라메터에 쌓이므로 옵티마이저는 그것을 보지 못합니다.

The optimiser holds values or copies, not net's own parameters. Gradients are kept with the parameters, where it never sees them.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD([p.data for p in net.parameters()], lr=lr)

# %% make_sgd__takes_only_the_last_parameter
"""step: update

절편(bias)만 움직이고 기울기(weight)는 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the intercept (bias) moves; the slope (weight) stays. Look at which parameters the update is given.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(list(net.parameters())[-1:], lr=lr)

# %% make_sgd__takes_only_the_weight
"""step: update

기울기(weight)만 움직이고 절편(bias)은 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the slope (weight) moves; the intercept (bias) stays. Look at which parameters the update is given.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD([net.weight], lr=lr)

# %% make_sgd__takes_the_parameters_of_a_copy
"""step: update

옵티마이저가 net의 파라메터 자신이 아니라 값이나 사본을 가지고 있습니다. 미분값은 파라메터에 쌓이므로 옵티마이저는 그것을 보지 못합니다.

The optimiser holds values or copies, not net's own parameters. Gradients are kept with the parameters, where it never sees them.
"""
import copy

def make_sgd(net, lr):
    optimizr = torch.optim.SGD(copy.deepcopy(net).parameters(), lr=lr)
    return optimizr

# %% make_sgd__uses_the_sse_learning_rate
"""step: update

학습률이 SSE 반복문의 1/1000입니다. 이 반복문의 loss는 평균이므로 학습률이 다릅니다. 강의의 두 반복문을 나란히 놓고 보세요.

The learning rate is the 1/1000 of the SSE loop. This loop's loss is a mean, so its learning rate differs: put the lecture's two loops side by side.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=1/1000)

# %% one_epoch_sgd__broadcasts_the_residuals
"""step: loss

y와 yhat의 shape이 달라서 빼기의 결과가 n×n이 되었습니다(브로드캐스팅). 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so their difference is n×n (broadcasting). Print both shapes right before the subtraction.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean((y.reshape(-1)-yhat)**2)

# %% one_epoch_sgd__clears_before_the_step
"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지, 각 줄이 실행된 직후의 `.grad`와 파라메터를 출력하면서 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used: print `.grad` and the parameters right after each line.
"""
def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.zero_grad()
    optimizr.step()
    return net

# %% one_epoch_sgd__cuts_off_half_of_the_square
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean((y-yhat)*(y-yhat.data))

# %% one_epoch_sgd__detaches_yhat
"""step: yhat

yhat이 파라메터와의 연결(그래프)을 잃어서 미분할 수 없습니다. step1에서 값만 꺼내오지 않았는지 보세요.

yhat has lost its link (the graph) to the parameters, so nothing can be differentiated. Look whether step1 takes the bare values only.
"""
-    yhat = net(inputs)
+    yhat = net(inputs).data

# %% one_epoch_sgd__differentiates_only_the_weight
"""step: backward

미분이 파라메터 일부에 대해서만 일어나서 나머지에는 기울기가 없습니다. step3 직후에 모든 파라메터의 `.grad`를 출력해 보세요.

Only some of the parameters are differentiated; the others have no gradient. Print every parameter's `.grad` right after step3.
"""
-    loss.backward()
+    loss.backward(inputs=[net.weight])

# %% one_epoch_sgd__differentiates_twice
"""step: setup

한 epoch에 미분을 두 번 했습니다. 두 번째 미분값이 첫 번째 위에 더해져 기울기가 두 배가 됩니다.

The loss is differentiated twice in one epoch; the second gradient is added to the first, which doubles it.
"""
     loss = torch.mean((y-yhat)**2)
+    loss.backward(retain_graph=True)

# %% one_epoch_sgd__divides_by_one_hundred
"""step: loss

관측값의 수를 100으로 적어두었습니다. n이 다른 자료에서는 loss의 크기가 틀립니다. 자료에서 n을 얻는 방법을 생각해 보세요.

The number of observations is written as 100: with data of another n the loss has the wrong size. Think of how to take n from the data.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.sum((y-yhat)**2)/100

# %% one_epoch_sgd__forgets_backward
"""step: backward

미분이 일어나지 않았습니다. step3이 없으면 기울기가 없고, 옵티마이저는 움직일 수 없습니다.

Nothing is differentiated. Without step3 there is no gradient and the optimiser cannot move.
"""
-    loss.backward()

# %% one_epoch_sgd__forgets_the_step
"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지, 각 줄이 실행된 직후의 `.grad`와 파라메터를 출력하면서 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used: print `.grad` and the parameters right after each line.
"""
-    optimizr.step()

# %% one_epoch_sgd__halves_the_loss
"""step: loss

loss가 문제에서 말한 값의 절반입니다. 편의상 곱하는 1/2은 여기서는 없습니다. 기울기도 절반이 됩니다.

The loss is half of what is asked: the convenient factor 1/2 does not belong here. The gradients are halved too.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean((y-yhat)**2)/2

# %% one_epoch_sgd__ignores_the_optimiser
"""step: update

주어진 optimizr 대신 함수 안에서 새로 만든 옵티마이저로 움직였습니다. 학습률이 주어진 것과 다릅니다.

The parameters are moved by an optimiser made inside the function, not by the one given: its learning rate is another.
"""
 def one_epoch_sgd(net, optimizr, inputs, y):
+    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)

# %% one_epoch_sgd__leaves_the_bias_out
"""step: yhat

yhat에 절편이 빠졌습니다. yhat을 net에 직접 inputs를 넣은 값과 비교해 보세요.

The intercept is missing from yhat. Compare yhat with what net itself gives for the inputs.
"""
-    yhat = net(inputs)
+    yhat = inputs @ net.weight.T

# %% one_epoch_sgd__negates_the_loss
"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = -torch.mean((y-yhat)**2)

# %% one_epoch_sgd__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`에 무엇이 남아있는지 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print what is left in `.grad` once step4 is over.
"""
-    optimizr.zero_grad()

# %% one_epoch_sgd__repeats_thirty_times
"""step: setup

이 함수는 한 epoch만 맡습니다. 안에서 여러 번 반복했습니다.

This function is one single epoch; yours repeats it many times.
"""
def one_epoch_sgd(net, optimizr, inputs, y):
    for epoc in range(30):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% one_epoch_sgd__steps_before_backward
"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지, 각 줄이 실행된 직후의 `.grad`와 파라메터를 출력하면서 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used: print `.grad` and the parameters right after each line.
"""
def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    optimizr.step()
    # step4: update
    loss.backward()
    optimizr.zero_grad()
    return net

# %% one_epoch_sgd__steps_twice
"""step: update

한 epoch에 update가 두 번 일어납니다 (옵티마이저가 두 번, 또는 옵티마이저와 손으로 한 번씩). 파라메터가 움직인 거리와 lr×기울기를 비교해 보세요. 정확히 두 배입니다.

The update happens twice in one epoch (the optimiser twice, or the optimiser and a line of your own). Compare how far the parameters moved with lr times the gradient: it is exactly double.
"""
     optimizr.step()
+    optimizr.step()

# %% one_epoch_sgd__sums_instead_of_averaging
"""step: loss

loss가 잔차제곱의 합입니다. 이 함수의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is the sum of the squared residuals, but a mean is asked for. Loss and gradients are n times too large.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.sum((y-yhat)**2)

# %% one_epoch_sgd__takes_absolute_residuals
"""step: loss

잔차를 제곱하지 않고 절댓값을 썼습니다. loss와 기울기를 MSE의 정의와 비교해 보세요.

The residuals are taken absolutely instead of squared. Compare loss and gradient with the definition of the MSE.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean(torch.abs(y-yhat))

# %% one_epoch_sgd__takes_the_root
"""step: loss

평균을 낸 뒤 제곱근을 취했습니다. 이 loss에는 제곱근이 없습니다.

A square root is taken of the mean. This loss has none.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.sqrt(torch.mean((y-yhat)**2))

# %% one_epoch_sgd__trains_a_copy
"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지, 각 줄이 실행된 직후의 `.grad`와 파라메터를 출력하면서 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used: print `.grad` and the parameters right after each line.
"""
import copy

def one_epoch_sgd(net, optimizr, inputs, y):
    net = copy.deepcopy(net)
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

# %% one_epoch_sgd__updates_by_hand_as_well
"""step: update

옵티마이저도 움직이고 손으로도 움직였습니다. 한 epoch에 update가 두 번 일어납니다.

Both the optimiser and a line of your own move the parameters: two updates in one epoch.
"""
     loss.backward()
+    for p in net.parameters():
+        p.data = p.data - 0.1*p.grad

# %% one_epoch_sgd__works_on_a_copy
"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""
import copy

def one_epoch_sgd(net, optimizr, inputs, y):
    net = copy.deepcopy(net)
    optimizr = torch.optim.SGD(net.parameters(), lr=optimizr.defaults['lr'])
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

# %% fit_sgd__adds_momentum
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)

# %% fit_sgd__adds_weight_decay
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=0.01)

# %% fit_sgd__clears_before_the_step
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.zero_grad()
        optimizr.step()
    return net

# %% fit_sgd__computes_yhat_once
"""step: yhat

yhat을 반복문 밖에서 한 번만 계산했습니다. 파라메터가 움직여도 yhat은 처음 값 그대로입니다. 네 단계가 모두 반복문 안에 있는지 보세요.

yhat is computed once, before the loop: the parameters move but yhat stays what it was. Check that all four steps are inside the loop.
"""
     optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    yhat = net(inputs)

-        yhat = net(inputs)

-        loss.backward()
+        loss.backward(retain_graph=True)

# %% fit_sgd__cuts_off_half_of_the_square
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)*(y-yhat.data))

# %% fit_sgd__differentiates_only_the_weight
-        loss.backward()
+        loss.backward(inputs=[net.weight])

# %% fit_sgd__divides_by_one_hundred
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat)**2)/100

# %% fit_sgd__doubles_yhat
"""step: yhat

yhat이 net이 주는 값과 다릅니다. step1의 결과를 net에 inputs를 넣은 값과 비교해 보세요.

yhat is not what net gives. Compare the result of step1 with net applied to the inputs.
"""
-        yhat = net(inputs)
+        yhat = 2*net(inputs)

# %% fit_sgd__halves_the_loss
"""step: loss

loss가 문제에서 말한 값의 절반입니다. 편의상 곱하는 1/2은 여기서는 없습니다. 기울기도 절반이 됩니다.

The loss is half of what is asked: the convenient factor 1/2 does not belong here. The gradients are halved too.
"""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2)/2

# %% fit_sgd__hard_codes_the_learning_rate
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)

# %% fit_sgd__hard_codes_thirty_epochs
"""step: setup

반복 횟수가 항상 같습니다. 인수 `epochs`를 다르게 주어도 달라지지 않습니다. 반복문이 무엇을 보고 횟수를 정하는지 보세요.

The number of epochs is always the same, whatever the argument `epochs` says. Look at what your loop takes its count from.
"""
-    for epoc in range(epochs):
+    for epoc in range(30):

# %% fit_sgd__has_a_slightly_larger_learning_rate
"""step: update

update의 크기가 lr×기울기와 아주 조금 다릅니다. 다른 수가 곱해지거나 더해지지 않았는지 보세요.

The update is very slightly different from lr times the gradient. Look for another number that multiplies it or is added to it.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr*1.00001)

# %% fit_sgd__has_another_default_of_epochs
"""step: setup

`epochs`를 주지 않고 부르면 반복 횟수가 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `epochs`, the loop does not run as often as it should. Check the default value in the function's first line.
"""
-def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
+def fit_sgd(net, inputs, y, lr=0.1, epochs=100):

# %% fit_sgd__has_the_sse_learning_rate
"""step: update

`lr`을 주지 않고 부르면 학습률이 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `lr`, the learning rate is not the one asked for. Check the default value in the function's first line.
"""
-def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
+def fit_sgd(net, inputs, y, lr=1/1000, epochs=30):

# %% fit_sgd__maximizes
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, maximize=True)

# %% fit_sgd__moves_only_the_last_parameter
"""step: update

절편(bias)만 움직이고 기울기(weight)는 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the intercept (bias) moves; the slope (weight) stays. Look at which parameters the update is given.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(list(net.parameters())[-1:], lr=lr)

# %% fit_sgd__moves_only_the_weight
"""step: update

기울기(weight)만 움직이고 절편(bias)은 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the slope (weight) moves; the intercept (bias) stays. Look at which parameters the update is given.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD([net.weight], lr=lr)

# %% fit_sgd__negates_the_loss
-        loss = torch.mean((y-yhat)**2)
+        loss = -torch.mean((y-yhat)**2)

# %% fit_sgd__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`에 무엇이 남아있는지 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print what is left in `.grad` once step4 is over.
"""
-        optimizr.zero_grad()

# %% fit_sgd__replaces_the_weight_after_building
"""step: update

옵티마이저를 만든 뒤에 파라메터를 새것으로 갈아끼웠습니다. 옵티마이저는 예전 파라메터를 붙들고 있어서 새 파라메터는 움직이지 않습니다. 두 일의 순서를 보세요.

The parameters were replaced after the optimiser had been made: it still holds the old ones, and the new ones never move. Look at the order of the two.
"""
     optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    net.weight = torch.nn.Parameter(net.weight.data.clone())

# %% fit_sgd__runs_one_epoch_more
"""step: setup

반복이 한 번 많습니다. `range`가 어디서 시작해서 어디서 끝나는지 세어 보세요.

The loop runs one epoch too many. Count where your `range` starts and where it stops.
"""
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_sgd__starts_over_from_the_lecture
"""step: setup

주어진 파라메터에서 출발하지 않고 함수 안에서 처음 값을 다시 정했습니다. 첫 epoch의 파라메터를 함수에 넣어준 값과 비교해 보세요.

The function sets its own starting values instead of starting from the parameters it was given. Compare the parameters of the first epoch with those you passed in.
"""
 def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
+    net.weight.data = torch.full_like(net.weight.data, 10.0)

# %% fit_sgd__steps_after_the_loop
"""step: update

update가 반복문 밖에 있습니다. epoch마다 미분만 쌓이고 파라메터는 맨 끝에 한 번만 움직입니다. 들여쓰기를 확인하세요.

The update stands outside the loop: every epoch only piles up gradients, and the parameters move once, at the very end. Check the indentation.
"""
-        optimizr.step()
-        optimizr.zero_grad()
+    optimizr.step()
+    optimizr.zero_grad()

# %% fit_sgd__steps_twice
"""step: update

한 epoch에 update가 두 번 일어납니다 (옵티마이저가 두 번, 또는 옵티마이저와 손으로 한 번씩). 파라메터가 움직인 거리와 lr×기울기를 비교해 보세요. 정확히 두 배입니다.

The update happens twice in one epoch (the optimiser twice, or the optimiser and a line of your own). Compare how far the parameters moved with lr times the gradient: it is exactly double.
"""
         optimizr.step()
+        optimizr.step()

# %% fit_sgd__stops_one_epoch_early
"""step: setup

반복이 한 번 모자랍니다. `range`가 어디서 시작해서 어디서 끝나는지 세어 보세요.

The loop runs one epoch too few. Count where your `range` starts and where it stops.
"""
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_sgd__sums_instead_of_averaging
"""step: loss

loss가 잔차제곱의 합입니다. 이 함수의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is the sum of the squared residuals, but a mean is asked for. Loss and gradients are n times too large.
"""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat)**2)

# %% fit_sgd__trains_a_copy
"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""
import copy

def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    net = copy.deepcopy(net)
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_sgd__updates_by_hand_as_well
"""step: update

한 epoch에 update가 두 번 일어납니다 (옵티마이저가 두 번, 또는 옵티마이저와 손으로 한 번씩). 파라메터가 움직인 거리와 lr×기울기를 비교해 보세요. 정확히 두 배입니다.

The update happens twice in one epoch (the optimiser twice, or the optimiser and a line of your own). Compare how far the parameters moved with lr times the gradient: it is exactly double.
"""
         optimizr.step()
+        for p in net.parameters():
+            p.data = p.data - lr*p.grad

# %% fit_sgd__uses_adam
"""step: update

SGD가 아니라 다른 옵티마이저(Adam)로 움직였습니다. 움직인 거리가 기울기의 크기에 비례하지 않습니다.

The parameters were moved by another optimiser (Adam), not by SGD: the distance moved is not in proportion to the gradient.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr)

# %% parameters_as_list__adds_the_names
"""step: update

파라메터와 함께 이름이 들어있습니다. 원소 하나를 꺼내 무엇인지 보세요.

The list holds names along with the parameters. Take one element and look at what it is.
"""
def parameters_as_list(net):
    return list(net.named_parameters())

# %% parameters_as_list__clones_the_parameters
"""step: update

리스트에 net의 파라메터 자신이 아니라 값이나 사본이 들어있습니다. 이 리스트를 받은 옵티마이저는 net을 학습시키지 못합니다.

The list holds values or copies, not net's own parameters. An optimiser given this list cannot train net.
"""
def parameters_as_list(net):
    return [p.detach().clone().requires_grad_(True) for p in net.parameters()]

# %% parameters_as_list__copies_the_data
"""step: update

리스트에 net의 파라메터 자신이 아니라 값이나 사본이 들어있습니다. 이 리스트를 받은 옵티마이저는 net을 학습시키지 못합니다.

The list holds values or copies, not net's own parameters. An optimiser given this list cannot train net.
"""
def parameters_as_list(net):
    return [p.data for p in net.parameters()]

# %% parameters_as_list__exhausts_the_generator
"""step: update

generator를 한 번 다 읽은 뒤에 리스트로 만들어서 리스트가 비어있습니다.

The generator was read to its end before the list was made of it, so the list is empty.
"""
def parameters_as_list(net):
    _generator = net.parameters()
    for p in _generator:
        print(p.shape)
    return list(_generator)

# %% parameters_as_list__lists_only_the_weight
"""step: update

weight만 들어있습니다. net이 학습할 것이 그것뿐인지 보세요.

Only the weight is in the list. Look whether that is all there is to train.
"""
def parameters_as_list(net):
    return [net.weight]

# %% parameters_as_list__lists_the_names
"""step: update

파라메터가 아니라 파라메터의 이름을 담았습니다. 원소 하나를 꺼내 무엇인지 보세요.

The list holds the parameters' names, not the parameters. Take one element and look at what it is.
"""
def parameters_as_list(net):
    return [name for name, _ in net.named_parameters()]

# %% parameters_as_list__names_weight_and_bias
"""step: update

weight와 bias를 이름으로 적어서, bias가 없거나 층이 여럿인 net에서는 맞지 않습니다. net에게 파라메터를 물어보는 방법이 있습니다.

weight and bias are written out by name, which fails for a net without a bias or with several layers. There is a way to ask net for its parameters.
"""
def parameters_as_list(net):
    return [net.weight, net.bias]

# %% parameters_as_list__nests_the_generator
"""step: update

리스트 안에 generator가 통째로 한 개 들어있습니다. 원소의 개수와 종류를 보세요.

The list holds one element: the generator itself. Look at how many elements there are and of what kind.
"""
def parameters_as_list(net):
    return [net.parameters()]

# %% parameters_as_list__returns_the_generator
"""step: update

리스트가 아니라 generator를 돌려주었습니다. 한 번 읽으면 비어버립니다. `type(...)`과 `len(...)`을 확인하세요.

What comes back is a generator, not a list: it is empty once it has been read. Check its `type(...)` and `len(...)`.
"""
def parameters_as_list(net):
    return net.parameters()

# %% parameters_as_list__reverses_the_order
"""step: update

파라메터의 순서가 `net.parameters()`와 다릅니다.

The parameters are not in the order of `net.parameters()`.
"""
def parameters_as_list(net):
    return list(net.parameters())[::-1]

# %% parameters_as_list__takes_only_the_first_layer
"""step: update

첫 층의 파라메터만 들어있습니다. 층이 여럿인 net을 넣어 개수를 세어 보세요.

Only the first layer's parameters are in the list. Try a net of several layers and count them.
"""
def parameters_as_list(net):
    return list(next(m for m in net.modules() if isinstance(m, torch.nn.Linear)).parameters())

# %% parameters_as_list__takes_the_state
"""step: update

리스트에 net의 파라메터 자신이 아니라 값이나 사본이 들어있습니다. 이 리스트를 받은 옵티마이저는 net을 학습시키지 못합니다.

The list holds values or copies, not net's own parameters. An optimiser given this list cannot train net.
"""
def parameters_as_list(net):
    return list(net.state_dict().values())

# %% parameters_as_list__turns_them_into_numbers
"""step: update

파라메터가 아니라 수(파이썬 리스트)를 담았습니다. 수에는 기울기가 없습니다.

The list holds plain numbers, not parameters. Numbers carry no gradient.
"""
def parameters_as_list(net):
    return [p.tolist() for p in net.parameters()]

# %% fit_what_sgd__adds_momentum
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9)

# %% fit_what_sgd__clears_before_the_step
def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = X@What
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.zero_grad()
        optimizr.step()
    return What

# %% fit_what_sgd__cuts_off_half_of_the_square
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)*(y-yhat.data))

# %% fit_what_sgd__detaches_yhat
"""step: yhat

yhat이 What과의 연결(그래프)을 잃어서 미분할 수 없습니다. step1에서 값만 꺼내오지 않았는지 보세요.

yhat has lost its link (the graph) to What, so nothing can be differentiated. Look whether step1 takes the bare values only.
"""
-        yhat = X@What
+        yhat = X@What.data

# %% fit_what_sgd__forgets_the_column_of_ones
"""step: yhat

yhat에 절편이 들어있지 않습니다. X의 두 열이 모두 쓰였는지 보세요.

There is no intercept in yhat. Look whether both columns of X are used.
"""
-        yhat = X@What
+        yhat = X[:,[1]]@What[[1]]

# %% fit_what_sgd__hard_codes_the_learning_rate
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.SGD([What], lr=0.1)

# %% fit_what_sgd__has_the_sse_learning_rate
-def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
+def fit_what_sgd(X, y, What, lr=1/1000, epochs=30):

# %% fit_what_sgd__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`에 무엇이 남아있는지 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print what is left in `.grad` once step4 is over.
"""
-        optimizr.zero_grad()

# %% fit_what_sgd__replaces_what_after_building
"""step: update

옵티마이저를 만든 뒤에 파라메터를 새것으로 갈아끼웠습니다. 옵티마이저는 예전 파라메터를 붙들고 있어서 새 파라메터는 움직이지 않습니다. 두 일의 순서를 보세요.

The parameters were replaced after the optimiser had been made: it still holds the old ones, and the new ones never move. Look at the order of the two.
"""
     optimizr = torch.optim.SGD([What], lr=lr)
+    What = torch.tensor(What.tolist(), requires_grad=True)

# %% fit_what_sgd__starts_over_from_the_lecture
 def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
+    What.data = torch.tensor([[-5.0],[10.0]])

# %% fit_what_sgd__steps_after_the_loop
-        optimizr.step()
-        optimizr.zero_grad()
+    optimizr.step()
+    optimizr.zero_grad()

# %% fit_what_sgd__steps_twice
"""step: update

한 epoch에 update가 두 번 일어납니다 (옵티마이저가 두 번, 또는 옵티마이저와 손으로 한 번씩). 파라메터가 움직인 거리와 lr×기울기를 비교해 보세요. 정확히 두 배입니다.

The update happens twice in one epoch (the optimiser twice, or the optimiser and a line of your own). Compare how far the parameters moved with lr times the gradient: it is exactly double.
"""
         optimizr.step()
+        optimizr.step()

# %% fit_what_sgd__stops_one_epoch_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_what_sgd__sums_instead_of_averaging
"""step: loss

loss가 잔차제곱의 합입니다. 이 함수의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is the sum of the squared residuals, but a mean is asked for. Loss and gradients are n times too large.
"""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat)**2)

# %% fit_what_sgd__takes_absolute_residuals
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean(torch.abs(y-yhat))

# %% fit_what_sgd__trains_a_copy
"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""
 def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
+    What = What.detach().clone().requires_grad_(True)

# %% fit_what_sgd__uses_adam
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.Adam([What], lr=lr)

# %% fit_b_w_sgd__adds_momentum
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([b, w], lr=lr, momentum=0.9)

# %% fit_b_w_sgd__broadcasts_the_residuals
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y.reshape(-1)-yhat)**2)

# %% fit_b_w_sgd__clears_before_the_step
def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = b + w*x
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.zero_grad()
        optimizr.step()
    return b, w

# %% fit_b_w_sgd__clears_only_b
"""step: update

b의 기울기만 초기화되고 w의 기울기는 epoch마다 쌓입니다. step4 뒤에 두 파라메터의 `.grad`를 모두 보세요.

Only b's gradient is cleared; w's piles up from epoch to epoch. Look at both `.grad`s after step4.
"""
-        optimizr.zero_grad()
+        b.grad = None

# %% fit_b_w_sgd__differentiates_only_b
"""step: backward

미분이 파라메터 일부에 대해서만 일어나서 나머지에는 기울기가 없습니다. step3 직후에 모든 파라메터의 `.grad`를 출력해 보세요.

Only some of the parameters are differentiated; the others have no gradient. Print every parameter's `.grad` right after step3.
"""
-        loss.backward()
+        loss.backward(inputs=[b])

# %% fit_b_w_sgd__forgets_b
"""step: yhat

yhat에 절편 b가 빠졌습니다. x가 0일 때 yhat이 무엇이어야 하는지 생각해 보세요.

The intercept b is missing from yhat. Think about what yhat must be where x is 0.
"""
-        yhat = b + w*x
+        yhat = w*x

# %% fit_b_w_sgd__hard_codes_the_learning_rate
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([b, w], lr=0.1)

# %% fit_b_w_sgd__has_a_second_learning_rate
"""step: update

b와 w가 서로 다른 학습률로 움직입니다. 두 파라메터가 움직인 거리를 각각 lr×기울기와 비교해 보세요.

b and w move with different learning rates. Compare how far each moved with lr times its gradient.
"""
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([{'params': [b]}, {'params': [w], 'lr': lr/10}], lr=lr)

# %% fit_b_w_sgd__has_another_default_of_epochs
-def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
+def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=20):

# %% fit_b_w_sgd__has_the_sse_learning_rate
-def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
+def fit_b_w_sgd(x, y, b, w, lr=1/1000, epochs=30):

# %% fit_b_w_sgd__moves_only_b
"""step: update

b만 움직이고 w는 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only b moves; w stays. Look at which parameters the optimiser was given.
"""
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([b], lr=lr)

# %% fit_b_w_sgd__moves_only_w
"""step: update

w만 움직이고 b는 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only w moves; b stays. Look at which parameters the optimiser was given.
"""
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([w], lr=lr)

# %% fit_b_w_sgd__never_clears
"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`에 무엇이 남아있는지 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print what is left in `.grad` once step4 is over.
"""
-        optimizr.zero_grad()

# %% fit_b_w_sgd__runs_one_epoch_more
-    for epoc in range(epochs):
+    for epoc in range(epochs + 1):

# %% fit_b_w_sgd__starts_over_from_the_lecture
 def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
+    b.data = torch.tensor(-5.0)
+    w.data = torch.tensor(10.0)

# %% fit_b_w_sgd__steps_twice
"""step: update

한 epoch에 update가 두 번 일어납니다 (옵티마이저가 두 번, 또는 옵티마이저와 손으로 한 번씩). 파라메터가 움직인 거리와 lr×기울기를 비교해 보세요. 정확히 두 배입니다.

The update happens twice in one epoch (the optimiser twice, or the optimiser and a line of your own). Compare how far the parameters moved with lr times the gradient: it is exactly double.
"""
         optimizr.step()
+        optimizr.step()

# %% fit_b_w_sgd__stops_one_epoch_early
-    for epoc in range(epochs):
+    for epoc in range(1, epochs):

# %% fit_b_w_sgd__subtracts_the_slope
"""step: yhat

yhat에서 기울기 항의 부호가 반대입니다. yhat을 x와 함께 그려보세요.

The slope's term has the wrong sign in yhat. Draw yhat against x.
"""
-        yhat = b + w*x
+        yhat = b - w*x

# %% fit_b_w_sgd__sums_instead_of_averaging
"""step: loss

loss가 잔차제곱의 합입니다. 이 함수의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is the sum of the squared residuals, but a mean is asked for. Loss and gradients are n times too large.
"""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat)**2)

# %% fit_b_w_sgd__swaps_b_and_w
"""step: yhat

절편과 기울기의 자리가 바뀌었습니다. x가 0일 때 yhat이 무엇이어야 하는지 생각해 보세요.

Intercept and slope have changed places. Think about what yhat must be where x is 0.
"""
-        yhat = b + w*x
+        yhat = w + b*x

# %% fit_b_w_sgd__trains_copies
"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""
 def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
+    b, w = (p.detach().clone().requires_grad_(True) for p in (b, w))

# %% one_epoch_sgd__divides_by_n_minus_one
"""step: loss

n이 아니라 n-1로 나누었습니다. 분산을 추정할 때 쓰는 식입니다.

It is divided by n-1. That belongs to estimating a variance.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.sum((y-yhat) ** 2) / (len(y) - 1)

# %% one_epoch_sgd__uses_huber
"""step: loss

Huber(smooth L1) 손실입니다. 큰 잔차는 제곱하지 않습니다.

This is the Huber (smooth L1) loss, which does not square large residuals.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% one_epoch_sgd__adds_a_ridge
"""step: loss

손실에 파라메터의 제곱합이 더해졌습니다(ridge). 강의의 손실에는 잔차만 있습니다.

The squares of the parameters were added to the loss (ridge). The lecture's loss is of the residuals alone.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean((y-yhat)**2) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% one_epoch_sgd__adds_a_lasso
"""step: loss

손실에 파라메터의 절댓값이 더해졌습니다(lasso). 강의의 손실에는 잔차만 있습니다.

The absolute values of the parameters were added to the loss (lasso). The lecture's loss is of the residuals alone.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean((y-yhat)**2) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% one_epoch_sgd__adds_a_constant
"""step: loss

손실에 상수가 더해졌습니다. 미분값은 같지만 손실이 다릅니다.

A constant was added to the loss. Its gradient is the same; the loss is not.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.mean((y-yhat)**2) + 1

# %% one_epoch_sgd__doubles_the_loss
"""step: loss

손실이 두 배입니다. 미분값도 두 배가 됩니다.

The loss is twice as large, and so is its gradient.
"""
-    loss = torch.mean((y-yhat)**2)
+    loss = 2 * torch.mean((y-yhat)**2)

# %% one_epoch_sgd__clips_the_gradient
"""step: update

미분값의 크기를 잘라 냈습니다. 강의의 걸음은 미분값 그대로에 비례합니다.

The gradient was cut down to a size. The lecture's step grows with the gradient as it is.
"""
+    torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)
     optimizr.step()

# %% one_epoch_sgd__takes_the_sign
"""step: update

미분값의 부호만 썼습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

Only the sign of the gradient was used. How steep it is belongs in the step as well.
"""
+    for p in net.parameters():
+        p.grad = p.grad.sign()
     optimizr.step()

# %% one_epoch_sgd__normalises_the_gradient
"""step: update

미분값을 그 길이로 나누었습니다. 얼마나 가파른지도 걸음에 들어가야 합니다.

The gradient was divided by its length. How steep it is belongs in the step as well.
"""
+    length = torch.cat([p.grad.reshape(-1) for p in net.parameters()]).norm()
+    for p in net.parameters():
+        p.grad = p.grad / length
     optimizr.step()

# %% one_epoch_sgd__goes_twice
"""step: backward

한 에폭에 backward를 두 번 불렀습니다. 미분값이 두 배가 됩니다.

backward was called twice in an epoch, so the gradient is twice as large.
"""
-    loss.backward()
+    loss.backward(retain_graph=True)
+    loss.backward()

# %% one_epoch_sgd__adds_an_offset
"""step: yhat

예측값에 상수가 더해졌습니다.

A constant was added to the predictions.
"""
-    yhat = net(inputs)
+    yhat = net(inputs) + 0.1

# %% fit_sgd__divides_by_n_minus_one
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat) ** 2) / (len(y) - 1)

# %% fit_sgd__takes_the_root
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sqrt(torch.mean((y-yhat)**2))

# %% fit_sgd__takes_absolute_values
"""step: loss

잔차를 제곱하지 않고 절댓값을 썼습니다.

The residuals are not squared: their absolute values are taken.
"""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean(torch.abs(y-yhat))

# %% fit_sgd__uses_huber
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% fit_sgd__adds_a_ridge
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 0.1 * sum((p ** 2).sum() for p in net.parameters())

# %% fit_sgd__adds_a_lasso
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 0.1 * sum(p.abs().sum() for p in net.parameters())

# %% fit_sgd__adds_a_constant
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 1

# %% fit_sgd__doubles_the_loss
-        loss = torch.mean((y-yhat)**2)
+        loss = 2 * torch.mean((y-yhat)**2)

# %% fit_sgd__clips_the_gradient
+        torch.nn.utils.clip_grad_norm_(net.parameters(), 0.1)
         optimizr.step()

# %% fit_sgd__takes_the_sign
+        for p in net.parameters():
+            p.grad = p.grad.sign()
         optimizr.step()

# %% fit_sgd__normalises_the_gradient
+        length = torch.cat([p.grad.reshape(-1) for p in net.parameters()]).norm()
+        for p in net.parameters():
+            p.grad = p.grad / length
         optimizr.step()

# %% fit_sgd__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_sgd__halves_the_rate_halfway
"""step: update

반쯤 지나면 학습률이 절반이 됩니다. 강의의 학습률은 끝까지 같습니다.

Halfway through, the rate is halved. The lecture keeps it the same to the end.
"""
+        if epoc == epochs // 2:
+            optimizr.param_groups[0]['lr'] /= 2
         optimizr.step()

# %% fit_sgd__decays_the_rate
"""step: update

학습률이 에폭마다 작아집니다. 강의의 학습률은 끝까지 같습니다.

The learning rate shrinks with every epoch. The lecture keeps it the same to the end.
"""
         optimizr.step()
+        optimizr.param_groups[0]['lr'] *= 0.99

# %% fit_sgd__clears_every_second_epoch
"""step: update

미분값을 한 에폭 걸러 한 번만 비웁니다. 비우지 않은 다음 에폭에는 두 미분값이 더해집니다.

The gradient is cleared in every second epoch only. In the epochs between, two gradients are added up.
"""
-        optimizr.zero_grad()
+        if epoc % 2 == 1:
+            optimizr.zero_grad()

# %% fit_sgd__forgets_to_clear_later
"""step: update

중간부터 미분값을 비우지 않습니다. 매 에폭 비워야 합니다.

From the middle on the gradient is not cleared any more. It has to be cleared in every epoch.
"""
-        optimizr.zero_grad()
+        if epoc < epochs // 2:
+            optimizr.zero_grad()

# %% fit_sgd__stops_early
"""step: setup

정해진 횟수를 채우지 않고 반복을 끝냈습니다. break를 보세요.

The loop ended before its time. Look at the break.
"""
         optimizr.zero_grad()
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_sgd__adds_an_offset
-        yhat = net(inputs)
+        yhat = net(inputs) + 0.1

# %% fit_sgd__uses_nesterov
"""step: update

지난 걸음을 기억해서 앞서 나갑니다(Nesterov). 강의의 걸음은 이번 미분값뿐입니다.

Earlier steps are remembered and run ahead (Nesterov). The lecture's step is this epoch's gradient alone.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9, nesterov=True)

# %% fit_sgd__uses_rmsprop
"""step: update

RMSprop으로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

RMSprop made the steps. That is not this lecture's optimiser.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.RMSprop(net.parameters(), lr=lr)

# %% fit_sgd__uses_adagrad
"""step: update

Adagrad로 움직였습니다. 이 강의의 옵티마이저가 아닙니다.

Adagrad made the steps. That is not this lecture's optimiser.
"""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adagrad(net.parameters(), lr=lr)

# %% fit_what_sgd__divides_by_n_minus_one
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat) ** 2) / (len(y) - 1)

# %% fit_what_sgd__takes_the_root
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sqrt(torch.mean((y-yhat)**2))

# %% fit_what_sgd__uses_huber
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% fit_what_sgd__adds_a_ridge
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 0.1 * sum((p ** 2).sum() for p in [What])

# %% fit_what_sgd__adds_a_lasso
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 0.1 * sum(p.abs().sum() for p in [What])

# %% fit_what_sgd__adds_a_constant
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 1

# %% fit_what_sgd__doubles_the_loss
-        loss = torch.mean((y-yhat)**2)
+        loss = 2 * torch.mean((y-yhat)**2)

# %% fit_what_sgd__halves_the_loss
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) / 2

# %% fit_what_sgd__clips_the_gradient
+        torch.nn.utils.clip_grad_norm_([What], 0.1)
         optimizr.step()

# %% fit_what_sgd__takes_the_sign
+        for p in [What]:
+            p.grad = p.grad.sign()
         optimizr.step()

# %% fit_what_sgd__normalises_the_gradient
+        length = torch.cat([p.grad.reshape(-1) for p in [What]]).norm()
+        for p in [What]:
+            p.grad = p.grad / length
         optimizr.step()

# %% fit_what_sgd__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_what_sgd__halves_the_rate_halfway
+        if epoc == epochs // 2:
+            optimizr.param_groups[0]['lr'] /= 2
         optimizr.step()

# %% fit_what_sgd__decays_the_rate
         optimizr.step()
+        optimizr.param_groups[0]['lr'] *= 0.99

# %% fit_what_sgd__clears_every_second_epoch
-        optimizr.zero_grad()
+        if epoc % 2 == 1:
+            optimizr.zero_grad()

# %% fit_what_sgd__forgets_to_clear_later
-        optimizr.zero_grad()
+        if epoc < epochs // 2:
+            optimizr.zero_grad()

# %% fit_what_sgd__stops_early
         optimizr.zero_grad()
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_what_sgd__adds_an_offset
-        yhat = X@What
+        yhat = X@What + 0.1

# %% fit_what_sgd__uses_nesterov
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.SGD([What], lr=lr, momentum=0.9, nesterov=True)

# %% fit_what_sgd__decays_the_weights
"""step: update

걸음에 파라메터 자신이 더해졌습니다(weight decay). 강의의 걸음은 미분값뿐입니다.

A share of the parameters themselves was added to the step (weight decay). The lecture's step is the gradient alone.
"""
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.SGD([What], lr=lr, weight_decay=0.1)

# %% fit_what_sgd__uses_rmsprop
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.RMSprop([What], lr=lr)

# %% fit_what_sgd__uses_adagrad
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.Adagrad([What], lr=lr)

# %% fit_what_sgd__swaps_the_weights
"""step: yhat

절편과 기울기가 서로 바뀌어 곱해졌습니다. X의 열과 What의 행의 순서를 보세요.

Intercept and slope are multiplied the wrong way round. Look at the order of the columns of X and the rows of What.
"""
-        yhat = X@What
+        yhat = X.flip(1)@What

# %% fit_what_sgd__drops_a_row
"""step: yhat

마지막 관측값이 빠졌습니다. 모든 행이 있어야 합니다.

The last observation is left out. Every row belongs in it.
"""
-        yhat = X@What
+        yhat = X[:-1]@What

-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y[:-1]-yhat)**2)

# %% fit_b_w_sgd__divides_by_n_minus_one
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sum((y-yhat) ** 2) / (len(y) - 1)

# %% fit_b_w_sgd__takes_the_root
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.sqrt(torch.mean((y-yhat)**2))

# %% fit_b_w_sgd__takes_absolute_values
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean(torch.abs(y-yhat))

# %% fit_b_w_sgd__uses_huber
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.nn.functional.smooth_l1_loss(yhat, y, reduction='mean')

# %% fit_b_w_sgd__adds_a_ridge
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 0.1 * sum((p ** 2).sum() for p in [b, w])

# %% fit_b_w_sgd__adds_a_lasso
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 0.1 * sum(p.abs().sum() for p in [b, w])

# %% fit_b_w_sgd__adds_a_constant
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) + 1

# %% fit_b_w_sgd__doubles_the_loss
-        loss = torch.mean((y-yhat)**2)
+        loss = 2 * torch.mean((y-yhat)**2)

# %% fit_b_w_sgd__halves_the_loss
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y-yhat)**2) / 2

# %% fit_b_w_sgd__clips_the_gradient
+        torch.nn.utils.clip_grad_norm_([b, w], 0.1)
         optimizr.step()

# %% fit_b_w_sgd__takes_the_sign
+        for p in [b, w]:
+            p.grad = p.grad.sign()
         optimizr.step()

# %% fit_b_w_sgd__normalises_the_gradient
+        length = torch.cat([p.grad.reshape(-1) for p in [b, w]]).norm()
+        for p in [b, w]:
+            p.grad = p.grad / length
         optimizr.step()

# %% fit_b_w_sgd__goes_twice
-        loss.backward()
+        loss.backward(retain_graph=True)
+        loss.backward()

# %% fit_b_w_sgd__halves_the_rate_halfway
+        if epoc == epochs // 2:
+            optimizr.param_groups[0]['lr'] /= 2
         optimizr.step()

# %% fit_b_w_sgd__decays_the_rate
         optimizr.step()
+        optimizr.param_groups[0]['lr'] *= 0.99

# %% fit_b_w_sgd__clears_every_second_epoch
-        optimizr.zero_grad()
+        if epoc % 2 == 1:
+            optimizr.zero_grad()

# %% fit_b_w_sgd__forgets_to_clear_later
-        optimizr.zero_grad()
+        if epoc < epochs // 2:
+            optimizr.zero_grad()

# %% fit_b_w_sgd__stops_early
         optimizr.zero_grad()
+        if epoc >= 2 * epochs // 3:
+            break

# %% fit_b_w_sgd__adds_an_offset
-        yhat = b + w*x
+        yhat = b + w*x + 0.1

# %% fit_b_w_sgd__uses_nesterov
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([b, w], lr=lr, momentum=0.9, nesterov=True)

# %% fit_b_w_sgd__decays_the_weights
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([b, w], lr=lr, weight_decay=0.1)

# %% fit_b_w_sgd__uses_adam
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.Adam([b, w], lr=lr)

# %% fit_b_w_sgd__uses_rmsprop
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.RMSprop([b, w], lr=lr)

# %% fit_b_w_sgd__uses_adagrad
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.Adagrad([b, w], lr=lr)

# %% fit_b_w_sgd__drops_a_row
-        yhat = b + w*x
+        yhat = b + w*x[:-1]

-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean((y[:-1]-yhat)**2)
