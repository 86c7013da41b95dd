"""Calls backward on a leaf of its own."""

import torch


def gradient_by_hand(X, y, What):
    W = What.detach().clone().requires_grad_()
    torch.sum((y - X @ W) ** 2).backward()
    return W.grad
