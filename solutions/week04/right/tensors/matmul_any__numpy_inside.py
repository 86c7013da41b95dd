"""Multiplies in numpy and comes back."""

import torch


def matmul_any(A, b):
    return torch.tensor(A.numpy().astype(float) @ b.numpy().astype(float), dtype=torch.float32)
