"""step: yhat

각 값이 다른 행의 값에 따라 달라집니다. 한 원소만 넣었을 때의 값을 보세요.

Each value depends on the other rows. Look at what you get for a single element.
"""

import torch


def sigmoid(u):
    return torch.softmax(u, dim=0)
