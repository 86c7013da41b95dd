"""step: loss

값은 맞지만 텐서가 아니라 그냥 수입니다. 그래프가 사라져서 step3에서 미분할 수 없습니다.

The value is right, but it is a plain number: the graph is gone, and step3 cannot differentiate.
"""

import torch


def sse(y, yhat):
    # step2: loss
    return torch.sum((y - yhat) ** 2).item()
