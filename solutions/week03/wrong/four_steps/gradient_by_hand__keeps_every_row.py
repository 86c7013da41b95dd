"""step: backward

행마다의 미분값을 더하지 않았습니다. 손실이 합이므로 미분도 행들의 합입니다.

The rows' derivatives were not added up. The loss is a sum, and so is its derivative.
"""


def gradient_by_hand(X, y, What):
    return -2 * X * (y - X @ What.data)
