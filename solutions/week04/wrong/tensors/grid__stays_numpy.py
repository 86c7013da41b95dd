"""step: setup

넘파이 배열을 돌려주었습니다. 텐서여야 합니다. np 대신에 torch에도 같은 이름의 함수가 있는지 보세요.

A numpy array came back; a tensor was asked for. See whether torch has a function of the same name as np.
"""

import numpy as np


def grid(start, stop, num):
    return np.linspace(start, stop, num)
