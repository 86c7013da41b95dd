"""torch.nn.MSELoss, arguments in the other order."""

import torch


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    loss_fn = torch.nn.MSELoss()
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = loss_fn(yhat, y)
        loss.backward()
        for p in net.parameters():
            p.data.sub_(p.grad, alpha=lr)
        net.zero_grad()
    return net
