"""step: update

update의 크기가 lr×기울기와 아주 조금 다릅니다. 다른 수가 곱해지거나 더해지지 않았는지 보세요.

The update is very slightly different from lr times the gradient. Look for another number that multiplies it or is added to it.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*1.0001*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
