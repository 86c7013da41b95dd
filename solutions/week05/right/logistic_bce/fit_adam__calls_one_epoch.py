"""Built from one_epoch_bce."""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        one_epoch_bce(net, optimizr, x, y)
    return net
