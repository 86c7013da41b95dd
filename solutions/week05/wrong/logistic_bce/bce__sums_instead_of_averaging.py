"""step: loss

합을 구했습니다. 이 loss는 관측값 하나당 평균입니다.

This is the sum. The loss is an average over the observations.
"""

import torch


def bce(y, yhat):
    return torch.nn.BCELoss(reduction='sum')(yhat, y)
