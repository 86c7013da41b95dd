"""step: backward

값은 맞지만 텐서가 아니라 넘파이 배열입니다.

The values are right, but it is a NumPy array, not a tensor.
"""


def gradient_by_hand(X, y, What):
    return (-2 * X.T @ (y - X @ What.data)).numpy()
