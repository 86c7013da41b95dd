"""Has no yhat and no loss of its own."""

import torch


def one_epoch(net, inputs, y, lr):
    torch.mean((y - net(inputs)) ** 2).backward()
    for p in net.parameters():
        p.data -= lr * p.grad
        p.grad = None
    return net
