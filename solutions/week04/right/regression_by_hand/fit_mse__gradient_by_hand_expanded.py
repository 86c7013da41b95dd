"""The normal equations' gradient, with the loss only looked at."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    n = len(y)
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = X @ What
            loss = torch.mean((y - yhat) ** 2)
            What -= lr * (2 * X.T @ X @ What - 2 * X.T @ y) / n
    return What
