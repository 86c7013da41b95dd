"""The implementation that updates all parameters at once."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, foreach=True)
    return optimizr
