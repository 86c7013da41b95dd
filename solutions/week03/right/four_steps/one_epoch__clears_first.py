"""Clears before backward instead of after the update."""

import torch


def one_epoch(X, y, What, lr=1/1000):
    if What.grad is not None:
        What.grad.zero_()
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    loss.backward()
    What.data -= lr * What.grad
    return What
