"""step: setup

epochs를 다르게 주어도 늘 30번 반복합니다.

It makes 30 turns whatever epochs says.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(30):
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
