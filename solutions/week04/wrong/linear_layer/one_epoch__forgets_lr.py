"""step: update

학습률을 곱하지 않고 미분값만큼 통째로 움직였습니다.

The learning rate is missing: it moved by the whole gradient.
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
        parameter.data = parameter.data - parameter.grad
        parameter.grad = None
    return net
