"""step: yhat

값이 0 또는 1뿐입니다. 확률을 반올림하거나 0.5와 비교하지 않았는지 보세요.

The values are 0 or 1 only. Look whether the probability is rounded or compared with 0.5.
"""

import torch


def sigmoid(u):
    return torch.round(torch.sigmoid(u))
