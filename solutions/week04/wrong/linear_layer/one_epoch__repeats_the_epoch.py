"""step: setup

한 번 불렀는데 에폭이 여러 번 돌았습니다. 여기서는 한 번만 합니다.

One call made more than one epoch. A single one is asked for here.
"""

import torch


def one_epoch(net, inputs, y, lr):
    for epoc in range(2):
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
