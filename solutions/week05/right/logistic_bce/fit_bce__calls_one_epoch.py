"""Built from one_epoch_bce."""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=100):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        one_epoch_bce(net, optimizr, x, y)
    return net
