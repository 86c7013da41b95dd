"""Uses to(dtype)."""

import torch


def to_float32(t):
    return t.to(torch.float32)
