"""step: setup

강의의 에러1, 에러2와 같습니다. 자료형이 섞이면 곱할 수 없고, 둘 다 정수이면 결과도 정수입니다. 곱하기 전에 두 자료형을 보세요.

These are the lecture's two errors: mixed dtypes cannot be multiplied, and two integer tensors give integers. Look at both dtypes before the product.
"""


def matmul_any(A, b):
    return A @ b
