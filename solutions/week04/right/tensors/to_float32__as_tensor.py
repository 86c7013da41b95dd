"""Uses as_tensor with a dtype."""

import torch


def to_float32(t):
    return torch.as_tensor(t, dtype=torch.float32)
