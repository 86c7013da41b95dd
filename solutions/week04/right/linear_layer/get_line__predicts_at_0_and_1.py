"""Reads the line off two predictions."""

import torch


def get_line(net):
    if net.bias is None:
        return net(torch.tensor([[1.0, 0.0]])).item(), net(torch.tensor([[0.0, 1.0]])).item()
    w0 = net(torch.tensor([[0.0]])).item()
    return w0, net.weight.item()
