"""step: loss

로그 안에 더한 수(1e-4)가 커서 값이 달라집니다.

The number added inside the logarithms (1e-4) is large enough to change the value.
"""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))
