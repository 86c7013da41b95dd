"""yhat and loss in float64 inside."""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1 = net[0]
    x, y = x.double(), y.double()
    for epoc in range(epochs):
        yhat = torch.sigmoid(l1.bias.double() + x*l1.weight.double())
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
