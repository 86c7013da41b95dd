"""Writes the loss as an expanded square."""

import torch


def one_epoch(net, inputs, y, lr):
    yhat = net(inputs)
    loss = (torch.sum(y * y) - 2 * torch.sum(y * yhat) + torch.sum(yhat * yhat)) / len(y)
    loss.backward()
    for p in net.parameters():
        p.data = p.data - lr * p.grad
        p.grad = None
    return net
