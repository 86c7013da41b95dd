"""step: loss

외우라고 한 loss가 아니라 잔차제곱입니다. 강의의 `loss를 원래 이렇게 하는건 아니에요`를 떠올려 보세요.

These are squared residuals, not the loss to memorise. Remember the lecture's note that the loss is not really done like this.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
