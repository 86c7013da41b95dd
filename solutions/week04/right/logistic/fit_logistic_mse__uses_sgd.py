"""An SGD optimiser."""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(x)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
