"""Fills two tensors made beforehand."""

import torch


def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    losses = torch.zeros(epochs)
    path = torch.zeros(epochs + 1, 2)
    path[0] = What.data[:, 0]
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
        # 적어 두기 / write it down
        losses[epoc] = loss.data
        path[epoc + 1] = What.data[:, 0]
    return losses, path
