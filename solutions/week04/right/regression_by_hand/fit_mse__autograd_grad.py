"""Asks autograd.grad for the gradient."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        (slope,) = torch.autograd.grad(loss, [What])
        What.data = What.data - lr * slope
    return What
