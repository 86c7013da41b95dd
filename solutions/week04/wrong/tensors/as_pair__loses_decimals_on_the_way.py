"""step: setup

배열의 자료형은 float64인데 값은 소수점 아래 7자리쯤에서 달라졌습니다. float32를 한 번 거치면 잃은 자리는 돌아오지 않습니다.

The array says float64, but its values changed around the seventh decimal. Digits lost by passing through float32 do not come back.
"""

import numpy as np
import torch


def as_pair(values):
    tensor = torch.as_tensor(values, dtype=torch.float32)
    array = np.array(tensor, dtype=np.float64)
    return array, tensor
