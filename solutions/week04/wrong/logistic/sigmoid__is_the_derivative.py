"""step: yhat

u=0에서 값이 0.25이고 양쪽으로 작아집니다. 시그모이드가 아니라 그 도함수입니다.

The value is 0.25 at u=0 and falls on both sides: this is the sigmoid's derivative, not the sigmoid.
"""

import torch


def sigmoid(u):
    return torch.sigmoid(u)*(1-torch.sigmoid(u))
