"""step: loss

밑이 2인 로그를 썼습니다. 값이 약 1.44배 큽니다.

The logarithm has base 2: the value is about 1.44 times too large.
"""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log2(yhat) + (1-y)*torch.log2(1-yhat))
