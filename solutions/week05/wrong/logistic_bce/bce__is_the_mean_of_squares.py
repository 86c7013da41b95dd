"""step: loss

BCE가 아니라 잔차제곱의 평균(MSE)입니다.

This is the mean of the squared residuals (MSE), not the BCE.
"""

import torch


def bce(y, yhat):
    return torch.nn.MSELoss()(yhat, y)
