"""step: yhat

|u|가 아주 클 때 값이 더 이상 변하지 않습니다. u를 자르지 않아도 공식은 유한합니다.

For very large |u| the value stops changing. The formula is finite without cutting u off.
"""

import torch


def sigmoid(u):
    return torch.sigmoid(torch.clamp(u, -9, 9))
