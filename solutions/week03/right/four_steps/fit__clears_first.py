"""Clears before backward instead of after the update."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        if What.grad is not None:
            What.grad.zero_()
        yhat = X @ What
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        What.data -= lr * What.grad
    return What
