"""step: setup

원소끼리 곱했습니다. 행렬곱과 원소곱은 다른 기호를 씁니다. 결과의 .shape도 보세요.

The elements were multiplied one by one. The matrix product has a sign of its own; look at the result's .shape, too.
"""


def matmul_any(A, b):
    return A.float() * b.float()
