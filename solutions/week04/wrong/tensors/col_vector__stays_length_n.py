"""step: setup

길이가 n인 벡터 그대로입니다. 모양에 수가 하나면 벡터이고, 두 개여야 행과 열이 있습니다. .shape을 출력해 보세요.

It is still a length-n vector. One number in the shape makes a vector; rows and columns take two. Print its .shape.
"""

import torch


def col_vector(values):
    return torch.as_tensor(values).float()
