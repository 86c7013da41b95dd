"""torch.autograd.grad into .grad, overwritten every epoch and never cleared."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    params = list(net.parameters())
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        for p, g in zip(params, torch.autograd.grad(loss, params)):
            p.grad = g
        optimizr.step()
    return net
