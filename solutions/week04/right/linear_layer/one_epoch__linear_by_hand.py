"""Predicts by the weights instead of calling net."""

import torch


def one_epoch(net, inputs, y, lr):
    yhat = inputs @ net.weight.T
    if net.bias is not None:
        yhat = yhat + net.bias
    loss = ((yhat - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(p - lr * p.grad)
    net.zero_grad()
    return net
