"""Works with flat vectors inside."""

import torch


def one_epoch(net, inputs, y, lr):
    yhat = net(inputs).flatten()
    loss = torch.mean((y.flatten() - yhat) ** 2)
    loss.backward()
    for p in net.parameters():
        p.data = p.data - lr * p.grad
        p.grad = None
    return net
