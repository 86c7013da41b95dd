"""step: loss

제곱 대신 절댓값을 썼습니다. 다른 손실이고, 미분값도 다릅니다.

Absolute values were used instead of squares: another loss with another gradient.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum(torch.abs(y - yhat))
