"""step: backward

한 에폭에 미분을 두 번 했습니다. 미분값이 두 배가 됩니다.

It differentiates twice in an epoch, so the gradient is doubled.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y - yhat) ** 2)
    # step3: 미분
    loss.backward(retain_graph=True)
    loss.backward()
    # step4: update
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
