"""step: loss

제곱을 하지 않았습니다. 양의 잔차와 음의 잔차가 서로 지워집니다.

Nothing is squared: positive and negative residuals cancel.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum(y - yhat)
