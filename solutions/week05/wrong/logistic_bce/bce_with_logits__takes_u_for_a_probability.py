"""step: loss

u는 확률이 아니라 시그모이드를 통과하기 전의 값입니다. 0과 1을 벗어난 값을 확률로 쓰고 있지 않은지 보세요.

u is what comes before the sigmoid, not a probability. Look whether values outside 0 and 1 are used as probabilities.
"""

import torch


def bce_with_logits(y, u):
    return -torch.mean(y*torch.log(u.clamp(0.01, 0.99)) + (1-y)*torch.log(1-u.clamp(0.01, 0.99)))
