"""step: loss

|u|가 크면 시그모이드가 0이나 1로 반올림되어 loss가 무한대, nan이거나 잘린 값이 됩니다. u를 그대로 받는 계산을 찾아보세요.

Where |u| is large the sigmoid rounds to 0 or 1, and the loss becomes infinite, nan or cut off. Look for a computation that takes u as it is.
"""

import torch


def bce_with_logits(y, u):
    return torch.mean(torch.log(1+torch.exp(u)) - y*u)
