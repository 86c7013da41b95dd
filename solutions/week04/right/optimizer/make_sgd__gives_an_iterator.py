"""The parameters as an iterator."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(iter([p for p in net.parameters()]), lr=lr)
    return optimizr
