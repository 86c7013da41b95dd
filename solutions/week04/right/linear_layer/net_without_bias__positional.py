"""Gives the features by place."""

import torch


def net_without_bias(seed):
    torch.manual_seed(seed)
    return torch.nn.Linear(2, 1, bias=False)
