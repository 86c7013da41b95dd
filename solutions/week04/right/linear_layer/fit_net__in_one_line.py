"""Has no yhat and no loss of its own."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        torch.mean((y - net(inputs)) ** 2).backward()
        for p in net.parameters():
            p.data -= lr * p.grad
            p.grad = None
    return net
