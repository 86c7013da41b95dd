"""step: setup

n×1 col-vector가 되었습니다. reshape에 넣은 두 수의 순서를 보세요. 행의 수가 먼저입니다.

It became an n×1 column vector. Look at the order of the two numbers of reshape: rows come first.
"""

import torch


def row_vector(values):
    return torch.as_tensor(values).float().reshape(-1, 1)
