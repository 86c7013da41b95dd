"""Loads a state dict."""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        state = {"weight": torch.tensor([[w0, w1]])}
    else:
        state = {"weight": torch.tensor([[w1]]), "bias": torch.tensor([w0])}
    net.load_state_dict(state)
    return net
