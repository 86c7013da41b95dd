"""The fused implementation."""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, fused=True)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
