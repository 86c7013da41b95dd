"""Lets SGD make the steps."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return What
