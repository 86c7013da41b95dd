"""Puts new parameters in the old ones' place."""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight = torch.nn.Parameter(torch.tensor([[w0, w1]]))
    else:
        net.bias = torch.nn.Parameter(torch.tensor([w0]))
        net.weight = torch.nn.Parameter(torch.tensor([[w1]]))
    return net
