"""Stacks one row."""

import torch


def row_vector(values):
    return torch.stack([torch.as_tensor(values, dtype=torch.float32)])
