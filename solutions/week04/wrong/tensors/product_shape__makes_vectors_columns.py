"""step: setup

길이가 n인 벡터와 곱한 결과에 1이 하나 더 붙었습니다. A@b3의 모양을 직접 출력해 보세요.

The product with a length-n vector has an extra 1 in its shape. Print the shape of A@b3 yourself.
"""


def product_shape(A, b):
    if A.dim() == 1:
        A = A.reshape(1, -1)
    if b.dim() == 1:
        b = b.reshape(-1, 1)
    try:
        return (A @ b).shape
    except RuntimeError:
        return None
