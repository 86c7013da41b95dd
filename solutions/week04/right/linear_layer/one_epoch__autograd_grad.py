"""Asks autograd.grad for the gradients."""

import torch


def one_epoch(net, inputs, y, lr):
    parameters = list(net.parameters())
    yhat = net(inputs)
    loss = torch.mean((y - yhat) ** 2)
    for p, slope in zip(parameters, torch.autograd.grad(loss, parameters)):
        p.data = p.data - lr * slope
    return net
