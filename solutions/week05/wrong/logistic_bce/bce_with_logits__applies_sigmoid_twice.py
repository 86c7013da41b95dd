"""step: loss

yhat은 이미 확률인데 loss 안에서 시그모이드를 한 번 더 통과했습니다. 이 loss가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and the loss sends it through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""

import torch


def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss()(torch.sigmoid(u), y)
