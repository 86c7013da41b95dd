"""step: loss

y와 yhat을 더했습니다. 잔차는 둘의 차이입니다.

y and yhat were added. A residual is their difference.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum((y + yhat) ** 2)
