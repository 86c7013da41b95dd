"""step: setup

원소끼리 곱한 모양입니다. 원소곱은 브로드캐스팅이 되지만 행렬곱은 안쪽의 두 수가 같아야 합니다.

This is the shape of an element-wise product. That one broadcasts; a matrix product needs its two inner numbers to be equal.
"""


def product_shape(A, b):
    try:
        return (A * b).shape
    except RuntimeError:
        return None
