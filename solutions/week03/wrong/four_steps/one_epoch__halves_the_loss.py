"""step: loss

손실이 강의의 절반이고, 그래서 미분값도 절반입니다.

The loss is half the lecture's, and so is the gradient.
"""

import torch


def one_epoch(X, y, What, lr=1/1000):
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2) / 2
    # step3: 미분
    loss.backward()
    # step4: update
    What.data = What.data - lr * What.grad
    What.grad = None
    return What
