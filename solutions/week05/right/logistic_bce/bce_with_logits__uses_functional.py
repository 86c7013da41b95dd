"""torch.nn.functional.binary_cross_entropy_with_logits."""

import torch


def bce_with_logits(y, u):
    return torch.nn.functional.binary_cross_entropy_with_logits(u, y)
