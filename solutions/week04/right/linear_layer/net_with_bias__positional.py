"""Gives the features by place."""

import torch


def net_with_bias(seed):
    torch.manual_seed(seed)
    return torch.nn.Linear(1, 1, bias=True)
