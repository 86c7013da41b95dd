"""torch.sigmoid."""

import torch


def sigmoid(u):
    return torch.sigmoid(u)
