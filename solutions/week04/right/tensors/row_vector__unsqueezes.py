"""Unsqueezes the first axis."""

import torch


def row_vector(values):
    return torch.as_tensor(values).float().unsqueeze(0)
