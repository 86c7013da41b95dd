"""Updates in double and comes back."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        What.data = (What.data.double() - lr * What.grad.double()).float()
        What.grad = None
    return What
