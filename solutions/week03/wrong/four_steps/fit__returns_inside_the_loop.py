"""step: setup

첫 에폭에서 끝났습니다. return이 반복문 안에 있는지 들여쓰기를 보세요.

It ended in the first epoch. Look at the indentation: is return inside the loop?
"""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
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
