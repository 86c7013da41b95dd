"""yhat by the formula, from the layer's own parameters."""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1 = net[0]
    for epoc in range(epochs):
        u = l1.bias + x*l1.weight
        yhat = torch.exp(u)/(1+torch.exp(u))
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net
