"""step: update

새 텐서를 만들어 이름만 붙였습니다. 네트워크 안의 파라메터는 그대로입니다.

A new tensor was made and given the name. The parameter inside the network has not moved.
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
            moved = parameter - lr * parameter.grad
            parameter.grad = None
    return net
