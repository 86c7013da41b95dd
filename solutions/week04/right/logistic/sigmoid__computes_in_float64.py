"""float64 inside."""

import torch


def sigmoid(u):
    return (1/(1+torch.exp(-u.double()))).to(u.dtype)
