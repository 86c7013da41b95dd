"""미분과 update를 직접 하기 (12wk)

Derivatives and updates of your own (12wk)
"""

import torch


class SGD:
    """모멘텀이 있는 SGD입니다: v = momentum·v + 기울기, 파라메터 = 파라메터 − lr·v. v는 파라메터마다 따로 있고 0에서 시작합니다.

    SGD(parameters, lr=0.1, momentum=0.9): parameters는 `net.parameters()`처럼 한 번만 돌 수 있는 것일 수도 있습니다.
    step()은 모든 파라메터를 그 자리에서 한 번 고칩니다. 기울기가 없는(None) 파라메터는 그대로 둡니다. zero_grad()는 기울기를 모두 지웁니다.

    SGD with momentum: v = momentum·v + gradient, parameter = parameter − lr·v. Every parameter has a v of its own, which starts at 0.

    SGD(parameters, lr=0.1, momentum=0.9): parameters may be something that can be walked through only once, as `net.parameters()` is.
    step() updates every parameter in place, once. One that has no gradient (None) stays as it is. zero_grad() clears all gradients.
    """

    def __init__(self, parameters, lr=0.1, momentum=0.9):
        raise NotImplementedError("SGD.__init__: not written yet")

    def step(self):
        raise NotImplementedError("SGD.step: not written yet")

    def zero_grad(self):
        raise NotImplementedError("SGD.zero_grad: not written yet")


def fit_with(net, x, y, optimizr, epochs=20):
    """받은 옵티마이저로 step1~4를 epochs번 반복합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,p)를 받아 (n,1)을 주는 네트워크. x: (n,p), y: (n,1) float32. loss는 잔차제곱의 평균입니다.
    optimizr: 위의 `SGD`처럼 net의 파라메터를 가지고 있고 step()과 zero_grad()가 있는 것이면 무엇이든 됩니다.

    Repeats the four steps with the optimiser that is given, epochs times. Changes net in place, and returns it.

    net: a net from (n,p) to (n,1). x: (n,p), y: (n,1) float32. The loss is the mean of the squared residuals.
    optimizr: whatever holds the net's parameters and has step() and zero_grad(), as the `SGD` above.
    """
    # step1: yhat
    raise NotImplementedError("fit_with: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_with: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_with: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_with: step4: update")


def gradients(x, y, W1, b1, W2, b2):
    """yhat = ReLU(x @ W1 + b1) @ W2 + b2일 때, 잔차제곱의 평균을 네 파라메터로 미분한 값입니다.

    x: (n,p), y: (n,1), W1: (p,h), b1: (h,), W2: (h,1), b2: (1,) float32. → (dW1, db1, dW2, db2), 모양은 파라메터와 같습니다.
    ReLU의 미분은 u가 0이면 0입니다. 주어진 텐서는 바뀌지 않아야 합니다.

    The derivatives of the mean of the squared residuals by the four parameters, where yhat = ReLU(x @ W1 + b1) @ W2 + b2.

    x: (n,p), y: (n,1), W1: (p,h), b1: (h,), W2: (h,1), b2: (1,) float32. → (dW1, db1, dW2, db2), in the shapes of the parameters.
    The derivative of ReLU is 0 where u is 0. The tensors given do not change.
    """
    # forward
    raise NotImplementedError("gradients: forward")
    # backward: 뒤에서 앞으로 / from behind
    raise NotImplementedError("gradients: backward: 뒤에서 앞으로 / from behind")


def fit_by_hand(x, y, W1, b1, W2, b2, lr=0.01, epochs=15):
    """위의 네트워크를 loss.backward() 없이 경사하강법으로 epochs번 학습합니다. 네 파라메터를 그 자리에서 바꾸고, 에폭마다의 loss를 list로 돌려줍니다.

    텐서의 모양은 `gradients`와 같습니다. 파라메터는 requires_grad가 아닙니다. loss는 update하기 전의 파라메터로 계산한 숫자입니다.

    Trains the net above by gradient descent without loss.backward(), epochs times. Changes the four parameters in place, and returns the loss of every epoch in a list.

    The shapes are those of `gradients`. The parameters do not require grad. A loss is a number, computed with the parameters before the update.
    """
    # step1: yhat
    raise NotImplementedError("fit_by_hand: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_by_hand: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_by_hand: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_by_hand: step4: update")
