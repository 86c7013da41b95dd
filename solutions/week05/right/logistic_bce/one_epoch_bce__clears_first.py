"""The gradient is cleared before backward."""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    optimizr.zero_grad()
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    return net
