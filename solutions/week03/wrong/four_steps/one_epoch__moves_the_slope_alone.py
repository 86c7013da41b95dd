"""step: update

기울기만 움직이고 절편은 시작값에 머물러 있습니다.

Only the slope moves; the intercept stays at its start.
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
    What.data[1] = What.data[1] - lr * What.grad[1]
    What.grad = None
    return What
