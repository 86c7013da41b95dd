"""step: setup

곱한 값을 돌려주었습니다. 여기서는 그 모양만 필요합니다.

The product itself came back. Only its shape was asked for.
"""


def product_shape(A, b):
    try:
        return A @ b
    except RuntimeError:
        return None
