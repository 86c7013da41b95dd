"""Names bias and weight, as the lecture does."""

import torch


def one_epoch(net, inputs, y, lr):
    yhat = net(inputs)
    loss = torch.mean((y - yhat) ** 2)
    loss.backward()
    if net.bias is not None:
        net.bias.data = net.bias.data - lr * net.bias.grad
        net.bias.grad = None
    net.weight.data = net.weight.data - lr * net.weight.grad
    net.weight.grad = None
    return net
