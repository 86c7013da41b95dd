"""step: loss

y와 yhat의 shape이 달라서 빼기의 결과가 n×n이 되었습니다(브로드캐스팅). 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so their difference is n×n (broadcasting). Print both shapes right before the subtraction.
"""

import torch


def bce_sum(y, yhat):
    y = y.reshape(-1)
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
