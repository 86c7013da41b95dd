"""Calls fit_with_history of this file."""

import torch


def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    for lr in rates:
        W = What.detach().clone().requires_grad_()
        fit_with_history(X, y, W, lr, epochs)
        ends.append(torch.sum((y - X @ W.data) ** 2))
    return torch.stack(ends)
