"""net.zero_grad() before backward."""

import torch


def one_epoch(net, inputs, y, lr):
    net.zero_grad()
    loss = torch.mean((y - net(inputs)) ** 2)
    loss.backward()
    for p in net.parameters():
        p.data -= lr * p.grad
    return net
