"""step: update

미분값을 n으로 한 번 더 나누었습니다. 평균을 낼지는 step2에서 이미 정해졌습니다.

The gradient is divided by n once more. Whether to average is settled in step2.
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
    What.data = What.data - lr / len(y) * What.grad
    What.grad = None
    return What
