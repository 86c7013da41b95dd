"""Has no yhat and no loss of its own."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        torch.sum((y - X @ What) ** 2).backward()
        What.data -= lr * What.grad
        What.grad = None
    return What
