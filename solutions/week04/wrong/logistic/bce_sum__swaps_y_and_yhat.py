"""step: loss

y와 yhat의 자리가 바뀌어 0의 로그를 구하게 됩니다. 값이 유한한지, 로그 안에 무엇이 들어가야 하는지 보세요.

y and yhat have changed places, so the logarithm of 0 is taken. Check that the value is finite, and what belongs inside the logarithm.
"""

import torch


def bce_sum(y, yhat):
    return -torch.sum(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))
