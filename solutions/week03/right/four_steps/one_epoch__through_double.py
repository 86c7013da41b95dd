"""Updates in double and comes back."""

import torch


def one_epoch(X, y, What, lr=1/1000):
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    loss.backward()
    What.data = (What.data.double() - lr * What.grad.double()).float()
    What.grad = None
    return What
