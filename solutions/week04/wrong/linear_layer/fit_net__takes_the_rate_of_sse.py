"""step: update

학습률의 기본값이 SSE를 쓸 때의 것입니다. 거의 움직이지 않습니다.

The default learning rate is the one for SSE: it hardly moves.
"""

import torch


def fit_net(net, inputs, y, lr=1/1000, epochs=30):
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
