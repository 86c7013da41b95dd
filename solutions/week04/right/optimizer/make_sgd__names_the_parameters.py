"""The parameters with their names."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.named_parameters(), lr=lr)
    return optimizr
