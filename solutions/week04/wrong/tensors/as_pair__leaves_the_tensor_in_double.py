"""step: setup

텐서가 float64입니다. 넘파이 배열에서 텐서를 만들면 배열의 자료형을 물려받습니다.

The tensor is float64. A tensor made from a numpy array inherits the array's dtype.
"""

import numpy as np
import torch


def as_pair(values):
    array = np.array(values, dtype=np.float64)
    tensor = torch.tensor(array)
    return array, tensor
