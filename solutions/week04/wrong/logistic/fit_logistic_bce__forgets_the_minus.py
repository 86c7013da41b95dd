"""step: loss

loss의 부호가 반대입니다. 값이 음수이고, 학습하면 적합이 점점 나빠집니다.

The sign of the loss is the wrong way round: it is negative, and training makes the fit worse.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
