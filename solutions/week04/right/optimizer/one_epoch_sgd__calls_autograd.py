"""torch.autograd.backward."""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    torch.autograd.backward(loss)
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net
