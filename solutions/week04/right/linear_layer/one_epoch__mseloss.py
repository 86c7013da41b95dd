"""torch.nn.MSELoss, arguments in the other order."""

import torch


def one_epoch(net, inputs, y, lr):
    loss_fn = torch.nn.MSELoss()
    yhat = net(inputs)
    loss = loss_fn(yhat, y)
    loss.backward()
    for p in net.parameters():
        p.data.sub_(p.grad, alpha=lr)
    net.zero_grad()
    return net
