"""The softmax of (0, u)."""

import torch


def sigmoid(u):
    return torch.softmax(torch.stack([torch.zeros_like(u), u]), dim=0)[1]
