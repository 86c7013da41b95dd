"""step: update

bias만 움직이고 weight는 그대로입니다.

Only bias moved; weight stayed where it was.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    for parameter in net.parameters():
        if parameter.dim() == 1:
            parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
