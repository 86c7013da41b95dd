"""step: update

weight만 움직이고 bias는 그대로입니다.

Only weight moved; bias stayed where it was.
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
        for parameter in [net.weight]:
            parameter.data = parameter.data - lr * parameter.grad
            net.zero_grad()
    return net
