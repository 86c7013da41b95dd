"""BCEWithLogitsLoss on the line; no yhat anywhere."""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    loss_fn = torch.nn.BCEWithLogitsLoss()
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        u = net[0](x)
        loss = loss_fn(u, y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net
