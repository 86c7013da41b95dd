"""step: update

lr을 다르게 주어도 늘 같은 학습률을 씁니다.

It uses the same learning rate whatever lr says.
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
    What.data = What.data - 1/1000 * What.grad
    What.grad = None
    return What
