"""The gradient of the loss in itself, written out."""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward(torch.ones_like(loss))
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
