"""step: update

업데이트하기 전에 미분값을 None으로 비웠습니다. 두 줄의 순서를 보세요.

The gradients were set to None before the update. Look at the order of the two lines.
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
            parameter.grad = None
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
