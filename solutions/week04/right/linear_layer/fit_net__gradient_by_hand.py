"""Writes the gradients by hand, without backward."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        with torch.no_grad():
            yhat = net(inputs)
            error = 2 * (yhat - y) / len(y)
            net.weight -= lr * error.T @ inputs
            if net.bias is not None:
                net.bias -= lr * error.sum(0)
    return net
