"""step: backward

미분이 일어나지 않았습니다. step3이 없으면 기울기가 없고, 옵티마이저는 움직일 수 없습니다.

Nothing is differentiated. Without step3 there is no gradient and the optimiser cannot move.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
