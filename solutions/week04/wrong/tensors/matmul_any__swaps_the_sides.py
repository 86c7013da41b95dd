"""step: setup

b @ A를 계산했습니다. 행렬곱은 순서를 바꾸면 다른 값이 되거나 계산할 수 없습니다.

This is b @ A. A matrix product changes, or cannot be computed, when its sides are swapped.
"""


def matmul_any(A, b):
    return b.float() @ A.float()
