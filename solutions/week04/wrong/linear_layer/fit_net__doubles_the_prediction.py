"""step: yhat

예측값이 두 배입니다. step1은 net의 출력 그대로입니다.

The predictions are twice too large. step1 is the output of net as it is.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs) + net(inputs)
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
