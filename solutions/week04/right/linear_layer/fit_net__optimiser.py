"""Lets SGD make the step."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.nn.functional.mse_loss(yhat, y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
