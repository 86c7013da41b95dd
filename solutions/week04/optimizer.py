"""step4의 다른버전: 옵티마이저! (04wk)

step4, another version: the optimiser! (04wk)
"""

import torch


def make_sgd(net, lr):
    """net의 모든 파라메터를 학습률 lr로 update하는 옵티마이저(torch.optim.SGD)를 만들어 돌려줍니다.

    net은 `Linear(1,1)`일 수도 있고 `Linear(2,1,bias=False)`일 수도 있습니다.

    The optimiser (torch.optim.SGD) that updates every parameter of net with learning rate lr.

    net may be `Linear(1,1)` or `Linear(2,1,bias=False)`.
    """
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    return optimizr


def one_epoch_sgd(net, optimizr, inputs, y):
    """step1~4를 한 번 수행합니다. step4는 optimizr가 합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    inputs: net에 넣을 값. `Linear(1,1)`이면 x (n,1), `Linear(2,1,bias=False)`이면 X (n,2). y: (n,1).
    모두 float32. loss는 잔차제곱의 평균(MSE)입니다. 다음 에폭의 미분값에 이번 미분값이 더해지면 안 됩니다.

    One pass of the four steps; the optimiser takes step4. Changes net in place, and returns it.

    inputs: what goes into net. x (n,1) for `Linear(1,1)`, X (n,2) for `Linear(2,1,bias=False)`. y: (n,1).
    All float32. The loss is the mean of the squared residuals. This epoch's gradient must not be added to the next one's.
    """
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


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    """옵티마이저를 만들고 step1~4를 epochs번 반복합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net은 주어진 상태에서 출발합니다. inputs: (n,1) 또는 (n,2), y: (n,1), 모두 float32. loss는 MSE.

    Makes the optimiser and repeats step1 to step4 epochs times. Changes net in place, and returns it.

    net starts from where it is. inputs: (n,1) or (n,2), y: (n,1), all float32. The loss is the MSE.
    """
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


def parameters_as_list(net):
    """net의 학습할 파라메터를 모두 모아 리스트로 돌려줍니다. 순서는 `net.parameters()`가 내놓는 순서 그대로입니다.

    리스트에는 값의 사본이 아니라 파라메터 자신이 들어있어야 합니다: `torch.optim.SGD(리스트, lr=0.1)`이 net을 학습시킬 수 있어야 합니다.

    All parameters of net in a list, in the order in which `net.parameters()` yields them.

    The list holds the parameters themselves, not copies: `torch.optim.SGD(the list, lr=0.1)` must be able to train net.
    """
    return list(net.parameters())


def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    """응용예제1: net 없이 What을 옵티마이저로 학습합니다. What을 그 자리에서 바꾸고, 돌려줍니다.

    X: (n,2), y: (n,1), What: (2,1) `requires_grad=True`, 모두 float32. loss는 MSE. What은 주어진 값에서 출발합니다.

    Application 1: trains What with an optimiser, without a net. Changes What in place, and returns it.

    X: (n,2), y: (n,1), What: (2,1) with `requires_grad=True`, all float32. The loss is the MSE. What starts from where it is.
    """
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
        optimizr.step()
        optimizr.zero_grad()
    return What


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    """응용예제2: 절편 b와 기울기 w를 옵티마이저로 학습합니다. b와 w를 그 자리에서 바꾸고, (b, w)를 돌려줍니다.

    x, y: (n,1), b, w: 0차원 텐서 `requires_grad=True`, 모두 float32. loss는 MSE. b와 w는 주어진 값에서 출발합니다.

    Application 2: trains the intercept b and the slope w with an optimiser. Changes b and w in place, and returns (b, w).

    x, y: (n,1), b, w: 0-d tensors with `requires_grad=True`, all float32. The loss is the MSE. b and w start from where they are.
    """
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
        optimizr.step()
        optimizr.zero_grad()
    return b, w
