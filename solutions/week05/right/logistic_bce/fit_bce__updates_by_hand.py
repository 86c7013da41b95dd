"""No optimiser."""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=100):
    for epoc in range(epochs):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        for p in net.parameters():
            p.data = p.data - lr*p.grad
            p.grad = None
    return net
