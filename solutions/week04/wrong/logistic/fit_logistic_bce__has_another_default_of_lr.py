"""step: update

`lr`을 주지 않고 부르면 학습률이 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `lr`, the learning rate is not the one asked for. Check the default value in the function's first line.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.01, epochs=6000):
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
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
