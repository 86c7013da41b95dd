"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
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
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
