"""step: setup

값은 맞지만 모양이 (n,)입니다. n×1로 돌려주세요.

The values are right, but the shape is (n,). Return n×1.
"""


def residual(y, yhat):
    return y.reshape(-1) - yhat.reshape(-1)
