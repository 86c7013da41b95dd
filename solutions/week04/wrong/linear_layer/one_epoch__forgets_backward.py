"""step: backward

미분을 하지 않아서 .grad가 None입니다. step3의 자리를 보세요.

Nothing was differentiated, so .grad is None. Look at the place of step3.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y - yhat) ** 2)
    # step3: 미분
    # step4: update
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
