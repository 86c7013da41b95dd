"""torch.nn.Sigmoid."""

import torch


def sigmoid(u):
    return torch.nn.Sigmoid()(u)
