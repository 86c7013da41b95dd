"""step: setup

주어진 What을 0으로 바꾸고 시작했습니다. 주어진 값에서 시작하세요.

It set the given What to zero before it began. Start from what is given.
"""

import torch


def one_epoch(X, y, What, lr=1/1000):
    What.data = torch.zeros(2, 1)
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    What.data = What.data - lr * What.grad
    What.grad = None
    return What
