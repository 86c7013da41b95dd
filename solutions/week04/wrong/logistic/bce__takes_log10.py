"""step: loss

밑이 10인 로그를 썼습니다. 값이 약 0.43배로 작습니다.

The logarithm has base 10: the value is about 0.43 times what it should be.
"""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log10(yhat) + (1-y)*torch.log10(1-yhat))
