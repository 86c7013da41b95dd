"""Updates in place under no_grad."""

import torch


def one_epoch(X, y, What, lr=1/1000):
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    loss.backward()
    with torch.no_grad():
        What -= lr * What.grad
        What.grad.zero_()
    return What
