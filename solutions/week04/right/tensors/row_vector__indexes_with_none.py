"""Adds an axis by indexing."""

import torch


def row_vector(values):
    return torch.as_tensor(values, dtype=torch.float32)[None, :]
