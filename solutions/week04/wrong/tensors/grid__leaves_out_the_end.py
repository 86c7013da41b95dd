"""step: setup

마지막 점이 stop에 닿지 않습니다. 점이 num개이면 그 사이의 간격은 몇 개인지 세어 보세요.

The last point does not reach stop. Count how many gaps lie between num points.
"""

import torch


def grid(start, stop, num):
    return start + (stop - start) / num * torch.arange(num)
