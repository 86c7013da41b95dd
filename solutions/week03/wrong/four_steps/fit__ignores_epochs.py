"""step: setup

epochs를 다르게 주어도 늘 30번 반복합니다.

It makes 30 turns whatever epochs says.
"""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(30):
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
