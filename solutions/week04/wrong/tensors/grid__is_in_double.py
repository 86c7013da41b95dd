"""step: setup

값은 맞지만 float64 텐서입니다. 넘파이에서 온 텐서는 넘파이의 자료형을 물려받습니다.

The values are right, but the tensor is float64: a tensor that comes from numpy inherits numpy's dtype.
"""

import numpy as np
import torch


def grid(start, stop, num):
    return torch.tensor(np.linspace(start, stop, num))
