"""step: loss

로그 안에 더한 수(1e-4)가 커서 loss가 달라집니다. yhat은 0과 1 사이이므로 더할 필요가 없습니다.

The number added inside the logarithms (1e-4) is large enough to change the loss. yhat is strictly between 0 and 1, so nothing needs adding.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
