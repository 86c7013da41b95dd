"""step: loss

y와 yhat의 모양이 달라서 n×n개의 차이를 제곱했습니다. 빼기 직전의 두 모양을 출력해 보세요.

y and yhat differ in shape, so n×n differences were squared. Print both shapes just before the subtraction.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum((y.reshape(-1) - yhat) ** 2)
