"""A formula each for w0 and w1, put together."""

import torch


def gradient_by_hand(X, y, What):
    x = X[:, 1:]
    residual = y - What.data[0] - What.data[1] * x
    return torch.stack([-2 * residual.sum(), -2 * (x * residual).sum()]).reshape(2, 1)
