"""step: loss

y와 yhat을 더해서 제곱했습니다. 잔차는 둘의 차이입니다.

y and yhat were added before squaring. A residual is their difference.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y + yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
