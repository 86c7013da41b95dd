"""step: loss

제곱근까지 씌웠습니다. 강의의 손실은 제곱의 합이나 평균에서 멈춥니다.

A square root was taken on top. The lecture's loss stops at the sum or mean of the squares.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sqrt(torch.sum((y - yhat) ** 2))
