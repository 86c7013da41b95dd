"""Uses type(dtype)."""

import torch


def to_float32(t):
    return t.type(torch.float32)
