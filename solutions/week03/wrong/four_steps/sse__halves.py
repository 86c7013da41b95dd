"""step: loss

강의의 손실의 절반입니다. 1/2을 곱하는 책도 있지만 이 강의는 곱하지 않습니다. 미분값도 절반이 됩니다.

It is half the lecture's loss. Some books put 1/2 in front; this lecture does not. The gradient is halved, too.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum((y - yhat) ** 2) / 2
