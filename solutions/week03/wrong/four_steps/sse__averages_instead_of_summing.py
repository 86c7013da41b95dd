"""step: loss

합이 아니라 평균입니다. 손실이 정확히 n배 작습니다. 이름의 첫 글자 S가 무엇인지 보세요.

This is the mean, not the sum: exactly n times too small. Look at what the first letter of the name stands for.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.mean((y - yhat) ** 2)
