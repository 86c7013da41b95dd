"""The learning rate by position."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr)
    return optimizr
