"""step: yhat

그래프가 끊긴 예측값으로 손실을 만들어서 미분할 수 없습니다. .data는 그림을 그릴 때만 쓰세요.

The loss was made from predictions cut off the graph, so it cannot be differentiated. Keep .data for plots.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs).data
    # step2: loss
    loss = torch.mean((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    for parameter in net.parameters():
        parameter.data = parameter.data - lr * parameter.grad
        parameter.grad = None
    return net
