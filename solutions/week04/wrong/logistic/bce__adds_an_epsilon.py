"""step: loss

로그 안에 더한 수(1e-4)가 커서 값이 달라집니다. yhat은 0과 1 사이이므로 더할 필요가 없습니다.

The number added inside the logarithms (1e-4) is large enough to change the value. yhat is strictly between 0 and 1, so nothing needs adding.
"""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-4) + (1-y)*torch.log(1-yhat + 1e-4))
