"""step: setup

넘파이 배열이 되었습니다. float32인 텐서를 돌려주세요.

It became a numpy array. Return a tensor that is float32.
"""

import numpy as np


def to_float32(t):
    return t.numpy().astype(np.float32)
