"""step: backward

미분을 하지 않아서 .grad가 None입니다. step3의 자리를 보세요.

Nothing was differentiated, so .grad is None. Look at the place of step3.
"""

import torch


def one_epoch(X, y, What, lr=1/1000):
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2)
    # step3: 미분
    # step4: update
    What.data = What.data - lr * What.grad
    What.grad = None
    return What
