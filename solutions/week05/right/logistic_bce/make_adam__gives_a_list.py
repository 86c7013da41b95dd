"""A list."""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(list(net.parameters()), lr=lr)
    return optimizr
