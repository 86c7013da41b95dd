"""step: backward

값은 맞지만 모양이 (2,)입니다. What과 같은 2×1이어야 What에서 뺄 수 있습니다.

The values are right, but the shape is (2,). It has to be 2×1 like What, to be taken from it.
"""


def gradient_by_hand(X, y, What):
    return (-2 * X.T @ (y - X @ What.data)).reshape(-1)
