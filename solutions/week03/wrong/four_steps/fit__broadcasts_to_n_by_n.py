"""step: loss

길이 n인 yhat을 n×1인 y에서 빼서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

A length-n yhat was taken from an n×1 y, so n×n differences were squared. Print both shapes just before the subtraction.
"""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = (X @ What).reshape(-1)
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
