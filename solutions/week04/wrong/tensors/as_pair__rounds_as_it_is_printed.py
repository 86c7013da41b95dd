"""step: setup

텐서의 값이 소수점 아래 네 자리에서 반올림되어 있습니다. 화면에 네 자리로 보이는 것은 출력 방식일 뿐, 텐서는 더 많은 자리를 가집니다.

The tensor's numbers are rounded to four places. Four places are how a tensor is printed; it holds more of them.
"""

import numpy as np
import torch


def as_pair(values):
    array = np.array(values, dtype=np.float64)
    tensor = torch.tensor(array.round(4), dtype=torch.float32)
    return array, tensor
