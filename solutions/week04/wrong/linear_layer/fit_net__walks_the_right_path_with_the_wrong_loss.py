"""step: loss

길은 맞지만 손실이 다릅니다. 합을 손실로 쓰고 학습률을 n으로 나누어 길만 맞춘 것입니다.

The path is right but the loss is not: it is the sum, and a rate divided by n makes up for it.
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
            parameter.data = parameter.data - lr / len(y) * parameter.grad
            parameter.grad = None
    return net
