"""Transposes a row."""

import torch


def col_vector(values):
    return torch.as_tensor(values, dtype=torch.float32).reshape(1, -1).T
