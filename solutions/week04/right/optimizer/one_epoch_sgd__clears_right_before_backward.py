"""The gradient is cleared right before backward."""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    optimizr.zero_grad()
    loss.backward()
    # step4: update
    optimizr.step()
    return net
