"""No optimiser: in-place updates under no_grad, gradients zeroed in place."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= lr*p.grad
                p.grad.zero_()
    return net
