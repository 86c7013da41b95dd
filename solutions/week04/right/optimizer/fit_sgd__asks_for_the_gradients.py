"""torch.autograd.grad and sub_ under no_grad."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    params = list(net.parameters())
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        grads = torch.autograd.grad(loss, params)
        with torch.no_grad():
            for p, g in zip(params, grads):
                p.sub_(lr*g)
    return net
