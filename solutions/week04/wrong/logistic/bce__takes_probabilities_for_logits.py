"""step: loss

yhat은 이미 확률인데 시그모이드를 한 번 더 통과했습니다. 이 함수가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and it goes through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""

import torch


def bce(y, yhat):
    return torch.nn.functional.binary_cross_entropy_with_logits(yhat, y)
