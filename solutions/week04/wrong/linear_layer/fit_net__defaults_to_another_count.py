"""step: setup

epochs를 주지 않았을 때의 반복 횟수가 강의와 다릅니다. 기본값을 보세요.

When epochs is not given, the number of turns is not the lecture's. Look at the default.
"""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=100):
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
    return net
