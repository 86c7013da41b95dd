"""Lets SGD make the step."""

import torch


def one_epoch(net, inputs, y, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    yhat = net(inputs)
    loss = torch.nn.functional.mse_loss(yhat, y)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
    return net
