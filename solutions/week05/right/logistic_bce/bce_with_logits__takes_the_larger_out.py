"""max(u, 0) - y·u + log1p(exp(-|u|))."""

import torch


def bce_with_logits(y, u):
    return (u.clamp(min=0) - y*u + torch.log1p(torch.exp(-u.abs()))).mean()
