"""Writes the gradient by hand, without backward."""

import torch


def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    losses, path = [], [What.data[:, 0]]
    for epoc in range(epochs):
        residual = y - X @ What.data
        losses.append((residual ** 2).sum())
        What.data = What.data + lr * 2 * X.T @ residual
        path.append(What.data[:, 0])
    return torch.stack(losses), torch.stack(path)
