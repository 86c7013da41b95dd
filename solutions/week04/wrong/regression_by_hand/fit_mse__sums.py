"""step: loss

평균이 아니라 합을 손실로 썼습니다. 에폭 0의 손실부터 n배 크고, 미분값도 그렇습니다.

The sum was used as the loss instead of the mean: from epoch 0 on it is n times too large, and so is the gradient.
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
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
