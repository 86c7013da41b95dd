"""step: update

backward와 업데이트 사이에서 미분값을 0으로 비웠습니다. 그래서 What이 움직이지 않습니다.

The gradient was set to zero between backward and the update, so What never moves.
"""

import torch


def one_epoch(X, y, What, lr=1/1000):
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    What.grad.zero_()
    What.data = What.data - lr * What.grad
    What.grad = None
    return What
