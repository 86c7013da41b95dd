"""step: setup

주어진 net의 값이 아니라 강의의 (-5, 10)에서 시작했습니다.

It started from the lecture's (-5, 10) instead of what the net was given.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    set_line(net, -5.0, 10.0)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
