"""step: loss

BCE가 아니라 잔차제곱의 평균(MSE)입니다.

This is the mean of the squared residuals (MSE), not the BCE.
"""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
