"""Trains a torch.nn.Linear of its own, and copies its weight back at the end."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    net = torch.nn.Linear(2, 1, bias=False)
    net.weight.data = What.data.T.clone()
    for epoc in range(epochs):
        yhat = net(X)
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        net.weight.data = net.weight.data - lr * net.weight.grad
        net.weight.grad = None
    What.data = net.weight.data.T
    return What
