"""By position."""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr)
    return optimizr
