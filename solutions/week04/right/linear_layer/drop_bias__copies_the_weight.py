"""Copies the weight under no_grad."""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        meant.weight.copy_(net.weight)
    return meant
