"""Zeros instead of None."""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad(set_to_none=False)
    return net
