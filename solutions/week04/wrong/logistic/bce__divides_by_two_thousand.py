"""step: loss

관측값의 수를 2000으로 적어두었습니다. n이 다른 자료에서는 값이 틀립니다. 자료에서 n을 얻는 방법을 생각해 보세요.

The number of observations is written as 2000: with data of another n the value is wrong. Think of how to take n from the data.
"""

import torch


def bce(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/2000
