"""Uses the constant initialiser."""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        torch.nn.init.constant_(net.weight, w0)
        net.weight.data[0, 1] = w1
    else:
        torch.nn.init.constant_(net.bias, w0)
        torch.nn.init.constant_(net.weight, w1)
    return net
