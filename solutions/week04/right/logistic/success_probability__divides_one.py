"""The other form of the model."""

import torch


def success_probability(x, w0, w1):
    return 1/(1+torch.exp(-w0 - w1*x))
