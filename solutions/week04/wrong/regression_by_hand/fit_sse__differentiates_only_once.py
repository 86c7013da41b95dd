"""step: backward

첫 에폭에서만 미분하고 그 미분값을 계속 썼습니다. 자리가 바뀌면 미분값도 바뀝니다.

It differentiated in the first epoch only and went on with that gradient. A new place has a new gradient.
"""

import torch


def fit_sse(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        if epoc == 0:
            loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
    return What
