"""step: loss

n이 아니라 n-1로 나누었습니다. 표본분산의 식과 섞인 것 같습니다.

It divides by n-1 instead of n, as a sample variance does.
"""

import torch


def mse(y, yhat):
    # step2: loss
    return torch.sum((y - yhat) ** 2) / (len(y) - 1)
