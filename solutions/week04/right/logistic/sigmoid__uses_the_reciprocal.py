"""torch.reciprocal."""

import torch


def sigmoid(u):
    return torch.reciprocal(1+torch.exp(-u))
