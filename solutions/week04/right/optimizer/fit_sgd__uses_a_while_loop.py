"""A while loop and MSELoss made once."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    loss_fn = torch.nn.MSELoss()
    epoc = 0
    while epoc < epochs:
        yhat = net(inputs)
        loss = loss_fn(yhat, y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
        epoc += 1
    return net
