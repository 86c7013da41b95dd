"""The learning rate is set on the group after building."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=1.0)
    for group in optimizr.param_groups:
        group['lr'] = lr
    return optimizr
