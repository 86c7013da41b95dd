"""Makes the bias 1×1, which predicts the same."""

import torch


def set_line(net, w0, w1):
    if net.in_features == 2:
        net.weight.data = torch.tensor([[w0, w1]])
    else:
        net.weight.data = torch.tensor([[w1]])
        net.bias.data = torch.tensor([[w0]])
    return net
