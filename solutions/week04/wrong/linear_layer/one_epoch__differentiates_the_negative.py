"""step: loss

손실의 부호를 바꾸어 미분했습니다. 미분값이 모두 반대입니다.

The loss was differentiated with its sign turned round: every gradient points the other way.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y - yhat) ** 2)
    # step3: 미분
    (-loss).backward()
    # step4: update
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
