"""step: setup

한 epoch에 미분을 두 번 했습니다. 두 번째 미분값이 첫 번째 위에 더해져 기울기가 두 배가 됩니다.

The loss is differentiated twice in one epoch; the second gradient is added to the first, which doubles it.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward(retain_graph=True)
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
