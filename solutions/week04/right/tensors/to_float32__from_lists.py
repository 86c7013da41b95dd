"""Makes a new tensor of the same numbers."""

import torch


def to_float32(t):
    return torch.tensor(t.tolist(), dtype=torch.float32)
