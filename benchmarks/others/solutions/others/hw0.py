"""소프트맥스 회귀와 두 층 네트워크.

Softmax regression and a net of two layers.
"""

import torch


def softmax_loss(Z, y):
    """소프트맥스 손실의 평균입니다. Z: (n,k), y: (n,) int64 → 숫자 하나인 텐서.

    The mean softmax loss. Z: (n,k), y: (n,) int64 → a tensor of one number.
    """
    return torch.mean(torch.logsumexp(Z, dim=1) - Z[torch.arange(len(y)), y])


def softmax_epoch(X, y, theta, lr=0.1, batch=100):
    """소프트맥스 회귀를 미니배치로 한 에폭 학습합니다. theta (p,k)를 그 자리에서 바꿉니다.

    One epoch of softmax regression by mini-batches, in the order of the rows. Changes theta (p,k) in place.
    """
    for k in range(0, len(X), batch):
        x, label = X[k : k + batch], y[k : k + batch]
        P = torch.softmax(x @ theta, dim=1)
        P[torch.arange(len(label)), label] -= 1
        theta -= lr * x.T @ P / len(label)


def nn_epoch(X, y, W1, W2, lr=0.1, batch=100):
    """ReLU(X W1) W2를 미니배치로 한 에폭 학습합니다. W1, W2를 그 자리에서 바꿉니다.

    One epoch of ReLU(X W1) W2 by mini-batches, in the order of the rows. Changes W1 and W2 in place.
    """
    for k in range(0, len(X), batch):
        x, label = X[k : k + batch], y[k : k + batch]
        v = torch.relu(x @ W1)
        G2 = torch.softmax(v @ W2, dim=1)
        G2[torch.arange(len(label)), label] -= 1
        G1 = (v > 0) * (G2 @ W2.T)
        W1 -= lr * x.T @ G1 / len(label)
        W2 -= lr * v.T @ G2 / len(label)
