"""step: loss

y=0인 관측값이 loss에 아무 영향도 주지 않습니다. 공식의 두 항을 모두 썼는지 보세요.

Observations with y=0 have no influence on the loss. Check that both terms of the formula are there.
"""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat))
