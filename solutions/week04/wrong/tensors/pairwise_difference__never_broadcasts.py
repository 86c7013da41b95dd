"""step: setup

같은 모양끼리 빼서 모두 0이 되었습니다. n×n이 되려면 둘의 모양이 달라야 합니다.

Equal shapes were subtracted, so everything is 0. To become n×n the two must differ in shape.
"""


def pairwise_difference(a):
    b = a
    return a - b
