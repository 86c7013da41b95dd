"""step: yhat

예측값에서 절편 w0가 빠졌습니다. w0는 한 번도 움직이지 않습니다.

The intercept w0 is missing from the predictions, and never moves.
"""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = X[:, 1:] @ What[1:]
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
