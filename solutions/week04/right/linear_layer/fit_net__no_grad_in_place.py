"""Updates in place under no_grad, then zeroes."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= lr * p.grad
                p.grad.zero_()
    return net
