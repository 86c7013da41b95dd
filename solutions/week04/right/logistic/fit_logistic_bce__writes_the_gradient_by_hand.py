"""The gradient by hand: the mean of (yhat-y)·x; no backward."""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1 = net[0]
    n = len(y)
    with torch.no_grad():
        for epoc in range(epochs):
            error = net(x) - y
            l1.bias.data = l1.bias.data - lr*error.mean(dim=0)
            l1.weight.data = l1.weight.data - lr*(error.T@x)/n
    return net
