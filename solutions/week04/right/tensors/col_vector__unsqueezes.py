"""Unsqueezes the second axis."""

import torch


def col_vector(values):
    return torch.as_tensor(values).to(torch.float32).unsqueeze(1)
