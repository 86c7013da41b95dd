"""step: setup

배열도 float32입니다. 이미 짧아진 텐서에서 배열을 만들면 배열의 자료형도 텐서를 따라갑니다. 배열이 무엇으로부터 만들어졌는지 보세요.

The array is float32 as well. An array made from a tensor that is already short takes the tensor's dtype. Look at what the array is made from.
"""

import torch


def as_pair(values):
    tensor = torch.as_tensor(values, dtype=torch.float32)
    array = tensor.numpy()
    return array, tensor
