"""The parameter in a tuple."""

import torch


def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD((What,), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = X@What
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return What
