"""step: setup

주어진 파라메터를 0으로 바꾸고 시작했습니다. 주어진 값에서 시작하세요.

It set the given parameters to zero before it began. Start from what is given.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for parameter in net.parameters():
        parameter.data = torch.zeros_like(parameter.data)
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
