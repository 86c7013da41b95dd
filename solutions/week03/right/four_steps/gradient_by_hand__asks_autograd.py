"""Asks autograd on a leaf of its own."""

import torch


def gradient_by_hand(X, y, What):
    W = What.data.clone().requires_grad_()
    (slope,) = torch.autograd.grad(torch.sum((y - X @ W) ** 2), [W])
    return slope
