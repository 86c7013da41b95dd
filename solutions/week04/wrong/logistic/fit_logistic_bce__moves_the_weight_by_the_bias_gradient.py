"""step: update

weight가 bias의 기울기로 움직입니다. update 두 줄에 쓰인 이름을 하나씩 확인하세요.

The weight is moved by the bias's gradient. Check the names in the two lines of the update one by one.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.bias.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
