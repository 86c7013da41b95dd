"""With logits, reduction='sum'."""

import torch


def bce_sum(y, yhat):
    return torch.nn.functional.binary_cross_entropy_with_logits(torch.log(yhat/(1-yhat)), y, reduction='sum')
