"""step: yhat

값이 1보다 커집니다. 확률이 되도록 나누어 주는 부분이 빠졌습니다.

The values exceed 1: the part that divides them down to probabilities is missing.
"""

import torch


def sigmoid(u):
    return torch.exp(u)
