"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)*(y-yhat.data)) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
