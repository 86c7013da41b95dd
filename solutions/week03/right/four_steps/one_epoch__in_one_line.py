"""Has no yhat and no loss of its own."""

import torch


def one_epoch(X, y, What, lr=1/1000):
    torch.sum((y - X @ What) ** 2).backward()
    What.data -= lr * What.grad
    What.grad = None
    return What
