"""log-probabilities straight from the line."""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    optimizr = torch.optim.SGD([l1.bias, l1.weight], lr=lr)
    for epoc in range(epochs):
        u = l1(x)
        yhat = a1(u)
        loss = -(y*torch.nn.functional.logsigmoid(u) + (1-y)*torch.nn.functional.logsigmoid(-u)).mean()
        optimizr.zero_grad()
        loss.backward()
        optimizr.step()
    return net
