"""step with a closure that holds step1 to step3."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    def closure():
        optimizr.zero_grad()
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        return loss
    for epoc in range(epochs):
        optimizr.step(closure)
    return net
