"""step: setup

부호가 반대입니다 (행과 열이 바뀌었습니다). 길이가 n인 쪽에서 n×1인 쪽을 빼야 합니다.

The signs are turned round (rows and columns are swapped). The n×1 one is to be taken from the length-n one.
"""


def pairwise_difference(a):
    b = a.reshape(-1, 1)
    return b - a
