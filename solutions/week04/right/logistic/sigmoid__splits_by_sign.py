"""The stable form, by the sign of u."""

import torch


def sigmoid(u):
    return torch.where(u >= 0, 1/(1+torch.exp(-u.abs())), torch.exp(-u.abs())/(1+torch.exp(-u.abs())))
