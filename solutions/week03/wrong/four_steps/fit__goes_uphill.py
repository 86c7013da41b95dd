"""step: update

손실이 에폭마다 커집니다. 업데이트의 부호를 보세요.

The loss grows with every epoch. Look at the sign of the update.
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
        What.data = What.data + lr * What.grad
        What.grad = None
    return What
