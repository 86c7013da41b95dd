"""Works with flat vectors inside."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = net(inputs).flatten()
        loss = torch.mean((y.flatten() - yhat) ** 2)
        loss.backward()
        for p in net.parameters():
            p.data = p.data - lr * p.grad
            p.grad = None
    return net
