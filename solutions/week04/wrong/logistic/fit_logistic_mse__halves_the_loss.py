"""step: loss

loss가 문제에서 말한 값의 절반입니다. 편의상 곱하는 1/2은 여기서는 없습니다. 기울기도 절반이 됩니다.

The loss is half of what is asked: the convenient factor 1/2 does not belong here. The gradients are halved too.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2)/2 # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
