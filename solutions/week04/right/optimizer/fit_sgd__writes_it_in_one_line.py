"""No names for yhat and loss."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        ((y-net(inputs))**2).mean().backward()
        optimizr.step(); optimizr.zero_grad()
    return net
