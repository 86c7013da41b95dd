"""torch.matmul and MSELoss."""

import torch


def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = torch.matmul(X, What)
        # step2: loss
        loss = torch.nn.MSELoss()(yhat, y)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return What
