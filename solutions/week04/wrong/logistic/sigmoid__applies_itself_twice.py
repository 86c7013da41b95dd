"""step: yhat

시그모이드를 두 번 통과한 값입니다. 결과가 0.5와 0.73 사이에만 있습니다.

The value has gone through the sigmoid twice: everything lies between 0.5 and 0.73.
"""

import torch


def sigmoid(u):
    return torch.sigmoid(torch.sigmoid(u))
