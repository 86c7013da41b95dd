"""exp(u - softplus(u))."""

import torch


def sigmoid(u):
    return torch.exp(u - torch.logaddexp(u, torch.zeros_like(u)))
