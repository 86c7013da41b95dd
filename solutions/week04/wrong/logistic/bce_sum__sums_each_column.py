"""step: loss

값이 0차원 텐서가 아니라 shape이 (1,)인 벡터입니다. 무엇을 따라 더하는지 보세요.

The value is a vector of shape (1,), not a 0-d tensor. Look at what the sum runs along.
"""

import torch


def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat), axis=0)
