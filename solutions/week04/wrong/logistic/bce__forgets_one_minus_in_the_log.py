"""step: loss

둘째 항의 로그 안이 yhat입니다. y=0일 때 실패확률의 로그가 필요합니다.

The second term takes the logarithm of yhat. Where y=0, that of the probability of failure is needed.
"""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(yhat))
