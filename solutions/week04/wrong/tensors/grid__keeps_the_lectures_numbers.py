"""step: setup

무엇을 넣어도 강의에 나온 그 점들이 나옵니다. 받은 start, stop, num을 쓰고 있는지 보세요.

The points are the lecture's whatever is asked for. See whether start, stop and num are used.
"""

import torch


def grid(start, stop, num):
    return torch.linspace(0, 1, 10)
