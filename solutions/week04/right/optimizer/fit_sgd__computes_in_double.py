"""net in double precision while it is trained."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    net.double()
    inputs, y = inputs.double(), y.double()
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    net.float()
    return net
