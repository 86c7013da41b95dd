"""step: yhat

나누기가 덧셈보다 먼저 계산됩니다. 분모 전체가 나누어지고 있는지, u=0에서 값이 0.5인지 보세요.

The division comes before the addition. Check that the whole denominator divides, and that the value at u=0 is 0.5.
"""

import torch


def sigmoid(u):
    return torch.exp(u)/1+torch.exp(u)
