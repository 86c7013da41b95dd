"""step: backward

loss의 값은 맞지만 기울기가 loss의 미분값이 아닙니다. 식의 일부가 그래프에서 떨어져 있지 않은지(`.data`, `.detach()`) 보세요.

The loss has the right value, but the gradient is not its derivative. Look whether a part of the expression is cut off from the graph (`.data`, `.detach()`).
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y - yhat) * (y - yhat.data))
    # step3: 미분
    loss.backward()
    # step4: update
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
