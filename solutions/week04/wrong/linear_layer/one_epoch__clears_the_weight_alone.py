"""step: update

weight의 미분값만 비웠습니다. bias의 미분값은 에폭마다 쌓입니다.

Only the weight's gradient was cleared. That of the bias piles up from epoch to epoch.
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
        net.weight.grad = None
    return net
