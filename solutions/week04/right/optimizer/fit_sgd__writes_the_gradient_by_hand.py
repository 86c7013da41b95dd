"""Hand-written gradients; backward is never called."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    with torch.no_grad():
        for epoc in range(epochs):
            residual = net(inputs) - y
            net.weight.data = net.weight.data - lr * 2/len(y) * residual.T @ inputs
            if net.bias is not None:
                net.bias.data = net.bias.data - lr * 2 * residual.mean(dim=0)
    return net
