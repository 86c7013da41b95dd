"""step: yhat

값이 모두 음수입니다. 시그모이드가 아니라 그 로그입니다.

All values are negative: this is the logarithm of the sigmoid, not the sigmoid.
"""

import torch


def sigmoid(u):
    return torch.nn.functional.logsigmoid(u)
