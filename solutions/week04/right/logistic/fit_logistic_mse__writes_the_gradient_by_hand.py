"""The gradient by hand: 2(yhat-y)·yhat(1-yhat) through the sigmoid; no backward."""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1 = net[0]
    n = len(y)
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = net(x)
            du = 2*(yhat - y)*yhat*(1-yhat)/n
            l1.bias.data = l1.bias.data - lr*du.sum(dim=0)
            l1.weight.data = l1.weight.data - lr*(du*x).sum(dim=0, keepdim=True)
    return net
