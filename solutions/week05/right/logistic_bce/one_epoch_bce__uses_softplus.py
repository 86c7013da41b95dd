"""softplus(u) - y·u."""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = torch.mean(torch.nn.functional.softplus(net[0](x)) - y*net[0](x))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
