"""step: update

받은 lr 대신 늘 0.1을 씁니다. 다른 학습률을 넣어 보세요.

It always uses 0.1 instead of the lr it is given. Try another learning rate.
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
            parameter.data = parameter.data - 0.1 * parameter.grad
            parameter.grad = None
    return net
