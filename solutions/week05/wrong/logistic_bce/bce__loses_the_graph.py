"""step: loss

값은 맞지만 yhat과의 연결(그래프)이 끊겨 이 loss로는 미분할 수 없습니다. 텐서에서 수만 꺼내지 않았는지 보세요.

The value is right, but it has lost its link (the graph) to yhat. Look whether a bare number is taken out of the tensor.
"""

import torch


def bce(y, yhat):
    return torch.nn.BCELoss()(yhat, y).item()
