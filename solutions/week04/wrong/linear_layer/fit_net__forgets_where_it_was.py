"""step: update

지금 자리에서 움직이지 않고, 걸음 자체가 새 자리가 되었습니다.

The step itself became the new place: what the parameter was before is lost.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = -lr * parameter.grad
            parameter.grad = None
    return net
