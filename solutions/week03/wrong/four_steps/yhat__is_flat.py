"""step: yhat

값은 맞지만 모양이 (n,)입니다. n×1인 y에서 빼면 n×n이 됩니다.

The values are right, but the shape is (n,). Taken from an n×1 y it gives n×n.
"""


def yhat(X, What):
    # step1: yhat
    return (X @ What).reshape(-1)
