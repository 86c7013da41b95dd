"""step: yhat

분모에 작은 수를 더해서 값이 조금씩 작아졌습니다. 분모는 1보다 크므로 0으로 나눌 걱정이 없습니다.

A small number added to the denominator makes every value slightly too small. The denominator exceeds 1, so nothing is ever divided by 0.
"""

import torch


def sigmoid(u):
    return torch.exp(u)/(1+torch.exp(u)+1e-4)
