"""step: setup

둘 다 정수로 통일하면 소수점 아래가 버려집니다. 강의가 '더 좋은 방법'이라고 한 쪽을 보세요.

Making both integers throws the decimals away. Look at the way the lecture calls better.
"""


def matmul_any(A, b):
    return (A.long() @ b.long()).float()
