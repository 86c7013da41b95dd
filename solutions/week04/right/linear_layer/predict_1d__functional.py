"""Uses the functional linear layer."""

import torch


def predict_1d(net, x):
    return torch.nn.functional.linear(x.view(len(x), 1), net.weight, net.bias)
