"""로지스틱 (2): BCE와 Adam (05wk)

Logistic regression (2): BCE and Adam (05wk)
"""

import torch


def bce(y, yhat):
    """BCE loss: 외우라고 한 loss를 관측값 하나당 평균낸 것입니다.

    y: (n,1) float32, 값은 0 또는 1. yhat: (n,1) float32, 0과 1 사이(끝점 제외). → 0차원 텐서, yhat으로 미분할 수 있어야 합니다.

    The BCE loss: the loss to memorise, averaged over the observations.

    y: (n,1) float32, 0 or 1. yhat: (n,1) float32, strictly inside (0,1). → a 0-d tensor, differentiable in yhat.
    """
    loss_fn = torch.nn.BCELoss()
    return loss_fn(yhat, y)


def bce_with_logits(y, u):
    """시그모이드를 통과하기 전의 값 u = w0+w1*x로 계산한 BCE loss입니다. 시그모이드를 통과시켜 `bce`에 넣은 것과 같은 값입니다.

    y: (n,1) float32, 값은 0 또는 1. u: (n,1) float32. → 0차원 텐서, u로 미분할 수 있어야 합니다.
    시그모이드의 값이 0이나 1로 반올림될 만큼 |u|가 커도 유한하고 맞는 값이어야 합니다.

    The BCE loss from u = w0+w1*x, the value before the sigmoid: the same as `bce` of the sigmoid of u.

    y: (n,1) float32, 0 or 1. u: (n,1) float32. → a 0-d tensor, differentiable in u.
    It has to be finite and right even where |u| is so large that the sigmoid rounds to 0 or 1.
    """
    loss_fn = torch.nn.BCEWithLogitsLoss()
    return loss_fn(u, y)


def one_epoch_bce(net, optimizr, x, y):
    """BCE loss로 step1~4를 한 번 수행합니다. step4는 optimizr가 합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: `Sequential(Linear(1,1), Sigmoid())`, x, y: (n,1) float32. 다음 에폭의 미분값에 이번 미분값이 더해지면 안 됩니다.

    One pass of the four steps with the BCE loss; the optimiser takes step4. Changes net in place, and returns it.

    net: `Sequential(Linear(1,1), Sigmoid())`, x, y: (n,1) float32. This epoch's gradient must not be added to the next one's.
    """
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


def fit_bce(net, x, y, lr=0.05, epochs=100):
    """BCE loss와 SGD로 step1~4를 epochs번 반복합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: `Sequential(Linear(1,1), Sigmoid())`. 주어진 상태에서 출발합니다. x, y: (n,1) float32.

    Repeats step1 to step4 epochs times with the BCE loss and SGD. Changes net in place, and returns it.

    net: `Sequential(Linear(1,1), Sigmoid())`. It starts from where it is. x, y: (n,1) float32.
    """
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


def make_adam(net, lr):
    """net의 모든 파라메터를 학습률 lr로 update하는 옵티마이저(torch.optim.Adam)를 만들어 돌려줍니다. 다른 설정은 기본값입니다.

    The optimiser (torch.optim.Adam) that updates every parameter of net with learning rate lr. Its other settings are the defaults.
    """
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    return optimizr


def fit_adam(net, x, y, lr=0.05, epochs=100):
    """BCE loss와 Adam으로 step1~4를 epochs번 반복합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: `Sequential(Linear(1,1), Sigmoid())`. 주어진 상태에서 출발합니다. x, y: (n,1) float32.

    Repeats step1 to step4 epochs times with the BCE loss and Adam. Changes net in place, and returns it.

    net: `Sequential(Linear(1,1), Sigmoid())`. It starts from where it is. x, y: (n,1) float32.
    """
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
