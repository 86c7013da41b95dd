"""step: setup

x가 두 번 들어갔습니다. 왼쪽 열은 모두 1이어야 합니다.

x is there twice. The left column is to hold ones.
"""

import torch


def design_matrix(x):
    _1 = torch.ones([len(x), 1])
    return torch.concat([x, x], axis=1)
