"""All parameters at once."""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr, foreach=True)
    return optimizr
