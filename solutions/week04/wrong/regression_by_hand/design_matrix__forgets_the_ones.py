"""step: setup

1로 된 열이 없습니다. 절편 w0와 곱해질 열이 필요합니다.

There is no column of ones. The intercept w0 needs a column to be multiplied with.
"""


def design_matrix(x):
    return x
