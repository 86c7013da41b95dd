"""step: setup

바깥쪽 두 수만 보고 안쪽 두 수가 같은지는 보지 않았습니다. 2×2와 1×2를 곱해 보세요.

Only the outer numbers were looked at, not whether the inner ones agree. Try 2×2 with 1×2.
"""

import torch


def product_shape(A, b):
    if A.dim() == 1:
        return b.shape[1:] if len(A) == len(b) else None
    if b.dim() == 1:
        return A.shape[:1] if A.shape[1] == len(b) else None
    return torch.Size([A.shape[0], b.shape[1]])
