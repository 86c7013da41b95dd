"""The loss from the logits."""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = torch.nn.BCEWithLogitsLoss()(net[0](x), y)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net
