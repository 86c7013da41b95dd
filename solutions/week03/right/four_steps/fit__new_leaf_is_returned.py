"""Makes a new leaf every epoch and returns the last: the tape is graded."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        What = (What.data - lr * What.grad).requires_grad_()
    return What
