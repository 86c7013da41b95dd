"""One parameter group for each parameter."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD([{'params': [p]} for p in net.parameters()], lr=lr)
    return optimizr
