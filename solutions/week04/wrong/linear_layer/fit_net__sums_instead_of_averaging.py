"""step: loss

평균이 아니라 합을 손실로 썼습니다. 손실이 n배 크고, 미분값도 그렇습니다.

The sum was used as the loss instead of the mean: n times too large, and so is the gradient.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
