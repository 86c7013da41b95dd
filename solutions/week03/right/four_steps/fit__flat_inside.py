"""Works with flat vectors inside."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    x = X[:, 1]
    for epoc in range(epochs):
        yhat = What[0] + What[1] * x
        loss = torch.sum((y.flatten() - yhat) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
