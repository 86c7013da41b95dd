"""The normal equations' gradient, with the loss only looked at."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = X @ What
            loss = torch.sum((y - yhat) ** 2)
            What -= lr * (2 * X.T @ X @ What - 2 * X.T @ y)
    return What
