"""step: setup

길이가 n인 벡터(b3)와의 곱을 계산할 수 없다고 했습니다. torch는 벡터를 자리에 따라 col-vec이나 row-vec처럼 해석합니다.

Products with a length-n vector (b3) were called impossible. torch reads such a vector as a column or a row, whichever fits its side.
"""


def product_shape(A, b):
    if A.dim() != 2 or b.dim() != 2 or A.shape[1] != b.shape[0]:
        return None
    return (A @ b).shape
