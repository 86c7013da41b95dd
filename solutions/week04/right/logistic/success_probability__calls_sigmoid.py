"""torch.sigmoid."""

import torch


def success_probability(x, w0, w1):
    u = w0 + w1*x
    v = torch.sigmoid(u) # v는 성공할확률
    return v
