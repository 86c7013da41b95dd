"""step: update

파라메터가 기울기와 같은 방향으로 움직여서 loss가 커집니다. 내려가려면 어느 쪽으로 가야 하는지 생각해 보세요.

The parameters move along the gradient, so the loss grows. Think about which way is down.
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
        l1.bias.data = l1.bias.data + lr*l1.bias.grad
        l1.weight.data = l1.weight.data + lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
