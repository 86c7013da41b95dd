"""step: setup

1×n row-vector가 되었습니다. reshape에 넣은 두 수의 순서를 보세요. 행의 수가 먼저입니다.

It became a 1×n row vector. Look at the order of the two numbers of reshape: rows come first.
"""

import torch


def col_vector(values):
    return torch.as_tensor(values).float().reshape(1, -1)
