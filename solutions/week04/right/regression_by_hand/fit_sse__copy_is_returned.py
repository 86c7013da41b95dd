"""Trains a copy and returns that: what is handed over is what was trained."""

import torch


def fit_sse(X, y, What, lr=1/1000, epochs=30):
    w = What.detach().clone().requires_grad_()
    for epoc in range(epochs):
        yhat = X @ w
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    return w
