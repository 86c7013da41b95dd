"""Uses to(dtype) and matmul."""

import torch


def matmul_any(A, b):
    return torch.matmul(A.to(torch.float32), b.to(torch.float32))
