"""step: update

손실이 커지는 쪽으로 움직였습니다. 업데이트의 부호를 보세요.

It moved where the loss grows. Look at the sign of the update.
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
        parameter.data = parameter.data + lr * parameter.grad
        parameter.grad = None
    return net
