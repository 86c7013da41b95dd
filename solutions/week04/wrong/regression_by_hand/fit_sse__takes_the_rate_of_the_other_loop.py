"""step: update

학습률의 기본값이 다른 손실의 것입니다. 합으로 된 손실은 미분값이 n배 크므로 학습률이 다릅니다.

The default learning rate is that of the other loss. A sum has an n times larger gradient than a mean, so their rates differ.
"""

import torch


def fit_sse(X, y, What, lr=1/10, epochs=30):
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
