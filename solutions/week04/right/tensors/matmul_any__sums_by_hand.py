"""Broadcasts and sums."""


def matmul_any(A, b):
    return (A.float()[:, :, None] * b.float()[None, :, :]).sum(1)
