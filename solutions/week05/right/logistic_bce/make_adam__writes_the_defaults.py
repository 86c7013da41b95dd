"""Every default written out."""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False)
    return optimizr
