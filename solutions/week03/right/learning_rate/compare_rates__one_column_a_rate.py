"""All rates at once, a column each, with the gradient by hand."""

import torch


def compare_rates(X, y, What, rates, epochs=30):
    lr = torch.tensor(rates)
    W = What.data.repeat(1, len(rates))
    for epoc in range(epochs):
        W = W + 2 * lr * (X.T @ (y - X @ W))
    return ((y - X @ W) ** 2).sum(axis=0)
