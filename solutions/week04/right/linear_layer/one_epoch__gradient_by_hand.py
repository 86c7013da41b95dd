"""Writes the gradients by hand, without backward."""

import torch


def one_epoch(net, inputs, y, lr):
    with torch.no_grad():
        yhat = net(inputs)
        error = 2 * (yhat - y) / len(y)
        net.weight -= lr * error.T @ inputs
        if net.bias is not None:
            net.bias -= lr * error.sum(0)
    return net
