"""step: loss

y와 yhat의 자리가 바뀌었습니다. torch의 loss 함수가 무엇을 먼저 받는지, 값이 유한한지 보세요.

y and yhat have changed places. Look at which of them torch's loss takes first, and whether the value is finite.
"""

import torch


def bce(y, yhat):
    return -torch.mean(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))
