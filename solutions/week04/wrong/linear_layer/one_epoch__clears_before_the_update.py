"""step: update

backward와 업데이트 사이에서 미분값을 0으로 비웠습니다. 그래서 파라메터가 움직이지 않습니다.

The gradients were set to zero between backward and the update, so nothing moves.
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
        parameter.grad.zero_()
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
