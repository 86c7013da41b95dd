"""step: loss

두 항 사이의 부호가 반대입니다. 공식에서 두 항은 더해집니다.

The sign between the two terms is wrong: the formula adds them.
"""

import torch


def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat) - (1-y)*torch.log(1-yhat))
