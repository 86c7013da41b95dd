"""step: update

미분값을 비우지 않았습니다. 두 번째 에폭부터 지난 미분값이 쌓입니다.

The gradients were never cleared: from the second epoch on, earlier ones pile up.
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
        parameter.data = parameter.data - lr * parameter.grad
    return net
