"""경사하강법으로 회귀를 학습합니다.

Regressions trained by gradient descent.
"""

import torch


def train_softmax(X, y, lr, iterations):
    """절편이 있는 소프트맥스 회귀를 0에서 학습합니다. 손실은 교차 엔트로피의 합입니다. → (B.T의 list, 손실의 list)

    Trains softmax regression with a constant from 0; the loss is the summed cross-entropy. → (B.T as a list, losses)
    """
    n = len(X)
    Y = torch.nn.functional.one_hot(y).to(X.dtype)
    X = torch.cat([torch.ones(n, 1, dtype=X.dtype), X], dim=1)
    B = torch.zeros(X.shape[1], Y.shape[1], dtype=X.dtype)
    losses = []
    for epoc in range(iterations):
        P = torch.softmax(X @ B, dim=1)
        losses.append(-torch.sum(Y * torch.log(P)).item())
        B = B - lr * X.T @ (P - Y)
    return B.T.tolist(), losses


def train_logistic(X, y, lr, iterations):
    """절편이 있는 로지스틱 회귀를 0에서 학습합니다. 손실은 BCE의 합입니다. → (계수의 list, 손실의 list)

    Trains logistic regression with a constant from 0; the loss is the summed BCE. → (coefficients as a list, losses)
    """
    y = y.reshape(-1, 1).to(X.dtype)
    X = torch.cat([torch.ones(len(X), 1, dtype=X.dtype), X], dim=1)
    B = torch.zeros(X.shape[1], 1, dtype=X.dtype)
    losses = []
    for epoc in range(iterations):
        P = torch.sigmoid(X @ B)
        losses.append(-torch.sum(y * torch.log(P) + (1 - y) * torch.log(1 - P)).item())
        B = B - lr * X.T @ (P - y)
    return B.reshape(-1).tolist(), losses
