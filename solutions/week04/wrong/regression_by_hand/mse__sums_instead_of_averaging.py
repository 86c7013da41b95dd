"""step: loss

평균이 아니라 합입니다. 손실이 정확히 n배 큽니다. 이름의 첫 글자 M이 무엇인지 보세요.

This is the sum, not the mean: exactly n times too large. Look at what the first letter of the name stands for.
"""

import torch


def mse(y, yhat):
    # step2: loss
    return torch.sum((y - yhat) ** 2)
