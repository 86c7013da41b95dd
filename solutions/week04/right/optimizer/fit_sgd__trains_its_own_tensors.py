"""Tensors of its own are trained, and put into net at the end."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    params = [p.detach().clone().requires_grad_(True) for p in net.parameters()]
    for epoc in range(epochs):
        yhat = torch.nn.functional.linear(inputs, *params)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        for p in params:
            p.data = p.data - lr*p.grad
            p.grad = None
    for p, trained in zip(net.parameters(), params):
        p.data = trained.data
    return net
