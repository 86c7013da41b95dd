"""Copies into .data, and returns nothing."""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight.data.copy_(torch.tensor([[w0, w1]]))
    else:
        net.bias.data[0] = w0
        net.weight.data[0] = w1
