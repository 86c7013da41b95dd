"""step: setup

1이 아니라 0으로 된 열입니다. w0가 얼마여도 예측값에 영향을 주지 못합니다.

The column holds zeros, not ones: whatever w0 is, it would not reach the predictions.
"""

import torch


def design_matrix(x):
    _1 = torch.zeros([len(x), 1])
    return torch.concat([_1, x], axis=1)
