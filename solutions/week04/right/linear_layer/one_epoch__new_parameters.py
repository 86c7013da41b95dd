"""Puts new parameters into the network."""

import torch


def one_epoch(net, inputs, y, lr):
    yhat = net(inputs)
    loss = torch.mean((y - yhat) ** 2)
    loss.backward()
    net.weight = torch.nn.Parameter(net.weight.data - lr * net.weight.grad)
    if net.bias is not None:
        net.bias = torch.nn.Parameter(net.bias.data - lr * net.bias.grad)
    return net
