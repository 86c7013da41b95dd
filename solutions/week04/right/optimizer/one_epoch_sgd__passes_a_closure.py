"""step with a closure that holds step1 to step3."""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    def closure():
        optimizr.zero_grad()
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        return loss
    optimizr.step(closure)
    return net
