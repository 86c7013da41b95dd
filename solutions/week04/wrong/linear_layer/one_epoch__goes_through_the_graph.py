"""step: update

그래프에 속한 파라메터를 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed a parameter in place while the graph was watching, which is an error. The update belongs outside the graph.
"""

import torch


def one_epoch(net, inputs, y, lr):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    for parameter in net.parameters():
        parameter -= lr * parameter.grad
        parameter.grad = None
    return net
