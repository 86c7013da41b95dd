"""step: loss

언제나 100으로 나눕니다. 다른 길이의 자료에서는 평균이 아닙니다.

It always divides by 100, which is no mean where the data have another length.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.sum((y - yhat) ** 2) / 100
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
