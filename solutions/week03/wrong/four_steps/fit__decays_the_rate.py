"""step: update

학습률이 에폭마다 작아집니다. 강의의 학습률은 끝까지 같습니다.

The learning rate shrinks with every epoch. The lecture keeps it the same to the end.
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
        What.data = What.data - lr * 0.99 ** epoc * What.grad
        What.grad = None
    return What
