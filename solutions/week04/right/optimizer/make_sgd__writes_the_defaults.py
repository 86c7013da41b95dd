"""Every option written out."""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(params=net.parameters(), lr=lr, momentum=0, dampening=0, weight_decay=0, nesterov=False)
    return optimizr
