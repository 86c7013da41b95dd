"""The four steps in a function of its own."""

import torch


def _epoch(net, optimizr, inputs, y):
    yhat = net(inputs)
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        _epoch(net, optimizr, inputs, y)
    return net
