"""step: setup

1들이 x의 옆이 아니라 아래에 붙었습니다. 어느 방향(axis)으로 붙이는지 보세요.

The ones went below x instead of beside it. Look at the axis along which they are joined.
"""

import torch


def design_matrix(x):
    _1 = torch.ones([len(x), 1])
    return torch.concat([_1, x], axis=0)
