"""step: loss

yhat을 0.01과 0.99 사이로 잘라서, 확신이 강한 관측값의 loss가 달라집니다.

yhat is cut off at 0.01 and 0.99, which changes the loss of the most confident observations.
"""

import torch


def bce(y, yhat):
    yhat = torch.clamp(yhat, 0.01, 0.99)
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
