"""One group for each parameter."""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam([{'params': [p]} for p in net.parameters()], lr=lr)
    return optimizr
