"""step: loss

u의 부호가 반대입니다. y=1인 관측값에서 u가 커지면 loss는 작아져야 합니다.

The sign of u is the wrong way round. For an observation with y=1, the loss has to fall as u grows.
"""

import torch


def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss()(-u, y)
