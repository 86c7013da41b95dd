"""Changes net in place and returns nothing."""

import torch


def fit_net(net, inputs, y, lr=1 / 10, epochs=30):
    epoc = 0
    while epoc < epochs:
        yhat = net(inputs)
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        for parameter in net.parameters():
            parameter.data = parameter.data - lr * parameter.grad
            parameter.grad = None
        epoc = epoc + 1
