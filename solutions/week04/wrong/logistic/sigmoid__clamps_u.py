"""step: yhat

|u|가 클 때 값이 더 이상 변하지 않습니다. u를 자르지 않아도 공식은 유한합니다.

For large |u| the value stops changing. The formula is finite without cutting u off.
"""

import torch


def sigmoid(u):
    return torch.sigmoid(torch.clamp(u, -5, 5))
