"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
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
    What.data = What.data - lr * What.grad
    return What
