"""step: loss

길은 맞지만 손실이 다릅니다. 손실은 n배이고, 학습률을 n으로 나누어 길만 맞춘 것입니다.

The path is right but the loss is not: it is n times too large, and a rate divided by n makes up for it.
"""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
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
