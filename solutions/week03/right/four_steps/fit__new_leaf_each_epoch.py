"""Makes a new leaf every epoch and writes the last one back."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    given = What
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        What = (What - lr * What.grad).detach().requires_grad_()
    given.data = What.data
    return given
