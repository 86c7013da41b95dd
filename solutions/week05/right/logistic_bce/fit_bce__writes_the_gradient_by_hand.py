"""Gradients by hand: the mean of (yhat-y)·x."""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=100):
    for epoc in range(epochs):
        with torch.no_grad():
            error = net(x) - y
            net[0].bias.sub_(lr*error.mean(dim=0))
            net[0].weight.sub_(lr*error.T@x/len(y))
    return net
