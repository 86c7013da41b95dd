"""exp(-log1p(exp(-u)))."""

import torch


def sigmoid(u):
    return torch.exp(-torch.log1p(torch.exp(-u)))
