"""Fills number by number under no_grad."""

import torch


def set_line(net, w0, w1):
    with torch.no_grad():
        if net.bias is None:
            net.weight[0, 0] = w0
            net.weight[0, 1] = w1
        else:
            net.bias.fill_(w0)
            net.weight.fill_(w1)
    return net
