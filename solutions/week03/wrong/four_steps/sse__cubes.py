"""step: loss

제곱이 아니라 세제곱입니다. 음의 잔차가 손실을 줄이게 됩니다.

It cubes instead of squaring: negative residuals would lower the loss.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum((y - yhat) ** 3)
