"""Leaves bias at its default."""

import torch


def net_with_bias(seed):
    torch.manual_seed(seed)
    return torch.nn.Linear(1, 1)
