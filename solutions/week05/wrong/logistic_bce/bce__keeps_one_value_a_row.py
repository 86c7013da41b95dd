"""step: loss

관측값마다 하나씩, n개의 값이 나옵니다. loss는 수 하나여야 합니다.

One value comes back for each observation. The loss must be a single number.
"""

import torch


def bce(y, yhat):
    return torch.nn.BCELoss(reduction='none')(yhat, y)
