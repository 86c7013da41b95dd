"""Counts with while, and makes the prediction with einsum."""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    epoc = 0
    while epoc < epochs:
        yhat = torch.einsum("ij,jk->ik", X, What)
        error = yhat - y
        loss = (error * error).sum()
        loss.backward()
        What.data.sub_(lr * What.grad)
        What.grad = None
        epoc += 1
    return What
