"""Shares the very parameter."""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(net.in_features, net.out_features, bias=False)
    meant.weight = net.weight
    return meant
