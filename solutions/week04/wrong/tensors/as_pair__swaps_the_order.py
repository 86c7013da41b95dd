"""step: setup

텐서가 먼저, 배열이 나중에 왔습니다. 돌려주는 순서를 설명과 비교해 보세요.

The tensor comes first and the array second. Compare the order of what you return with the description.
"""

import numpy as np
import torch


def as_pair(values):
    array = np.array(values, dtype=np.float64)
    tensor = torch.tensor(array, dtype=torch.float32)
    return tensor, array
