"""step: yhat

값이 -1과 1 사이에 있습니다. 확률은 0과 1 사이여야 합니다. u=0에서의 값을 보세요.

The values lie between -1 and 1, but a probability lies between 0 and 1. Look at the value at u=0.
"""

import torch


def sigmoid(u):
    return torch.tanh(u)
