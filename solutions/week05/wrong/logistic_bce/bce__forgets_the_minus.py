"""step: loss

값이 음수입니다. 공식의 맨 앞 부호를 보세요.

The value is negative. Look at the sign in front of the formula.
"""

import torch


def bce(y, yhat):
    return torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
