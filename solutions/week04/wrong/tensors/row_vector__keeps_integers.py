"""step: setup

정수를 넣으면 int64로 남습니다. 나중에 행렬곱에서 자료형 에러가 나므로 float32로 바꾸는 편이 좋다고 했습니다.

Given integers it stays int64. The lecture turns them into float32, because products of mixed dtypes fail later.
"""

import torch


def row_vector(values):
    return torch.as_tensor(values).reshape(1, -1)
