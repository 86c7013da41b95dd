"""Counts with while, and makes the prediction with einsum."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    epoc = 0
    while epoc < epochs:
        yhat = torch.einsum("ij,jk->ik", X, What)
        error = yhat - y
        loss = (error * error).mean()
        loss.backward()
        What.data.sub_(lr * What.grad)
        What.grad = None
        epoc += 1
    return What
