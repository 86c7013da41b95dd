"""step: yhat

원소끼리 곱하려고 했습니다. X는 n×2, What은 2×1이므로 행렬곱이 필요합니다.

This multiplies element by element. X is n×2 and What is 2×1: a matrix product is needed.
"""


def yhat(X, What):
    # step1: yhat
    return X * What
