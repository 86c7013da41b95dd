"""The gradient is worked out by hand and put on the parameters."""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    with torch.no_grad():
        yhat = net(inputs)
        residual = yhat - y
        net.weight.grad = 2/len(y) * residual.T @ inputs
        if net.bias is not None:
            net.bias.grad = 2 * residual.mean(dim=0)
    optimizr.step()
    optimizr.zero_grad()
    return net
