"""step: loss

값은 맞지만 u와의 연결(그래프)이 끊겨 이 loss로는 미분할 수 없습니다.

The value is right, but it has lost its link (the graph) to u and cannot be differentiated.
"""

import torch


def bce_with_logits(y, u):
    return torch.nn.BCEWithLogitsLoss()(u, y).detach()
