"""step: update

반복하는 동안 파라메터가 움직이지 않고, 끝난 뒤에 한 번 움직였습니다. 들여쓰기를 보세요.

The parameters stood still during the loop and moved once after it. Look at the indentation.
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
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
