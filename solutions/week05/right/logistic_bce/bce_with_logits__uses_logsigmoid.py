"""log-probabilities."""

import torch


def bce_with_logits(y, u):
    return -(y*torch.nn.functional.logsigmoid(u) + (1-y)*torch.nn.functional.logsigmoid(-u)).mean()
