"""Asks autograd.grad for the gradient."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.sum((y - yhat) ** 2)
        (slope,) = torch.autograd.grad(loss, [What])
        What.data = What.data - lr * slope
    return What
