"""step: setup

점이 하나 더 많습니다. num은 간격의 수가 아니라 점의 수입니다.

There is one point too many: num counts the points, not the gaps between them.
"""

import torch


def grid(start, stop, num):
    return torch.linspace(start, stop, num + 1)
