"""The gradient is cleared at the start of the epoch."""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    optimizr.zero_grad()
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    return net
