"""step: loss

합을 구했습니다. 이 반복문의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is a sum, but this loop's loss is the mean. Loss and gradients are n times too large.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
