"""Changes What in place and returns nothing."""

import torch


def one_epoch(X, y, What, lr=1/1000):
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    loss.backward()
    What.data = What.data - lr * What.grad
    What.grad = None
