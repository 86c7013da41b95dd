"""Lets SGD make the steps."""

import torch


def one_epoch(X, y, What, lr=1/1000):
    optimizr = torch.optim.SGD([What], lr=lr)
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
    return What
