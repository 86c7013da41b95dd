"""The parameters as a list."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(list(net.parameters()), lr=lr)
    return optimizr
