"""step: backward

n으로 나누었습니다. 이번 주의 손실은 평균이 아니라 합입니다.

It is divided by n. This week's loss is a sum, not a mean.
"""


def gradient_by_hand(X, y, What):
    return -2 * X.T @ (y - X @ What.data) / len(y)
