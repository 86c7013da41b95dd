"""step: loss

평균을 낸 뒤 제곱근을 취했습니다. 이 loss에는 제곱근이 없습니다.

A square root is taken of the mean. This loss has none.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.sqrt(torch.mean((y-yhat)**2))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
