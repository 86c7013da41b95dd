"""Asks autograd.grad for the gradients."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        parameters = list(net.parameters())
        yhat = net(inputs)
        loss = torch.mean((y - yhat) ** 2)
        for p, slope in zip(parameters, torch.autograd.grad(loss, parameters)):
            p.data = p.data - lr * slope
    return net
