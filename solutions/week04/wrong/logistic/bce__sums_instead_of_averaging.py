"""step: loss

합을 구했습니다. `bce`는 관측값 하나당 평균이고, 합은 `bce_sum`입니다.

This is the sum. `bce` is the average over the observations; the sum is `bce_sum`.
"""

import torch


def bce(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
