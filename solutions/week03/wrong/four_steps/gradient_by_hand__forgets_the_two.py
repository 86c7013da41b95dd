"""step: backward

정확히 절반입니다. 제곱을 미분하면 앞에 무엇이 나오는지 보세요.

It is exactly half. Look at what comes to the front when a square is differentiated.
"""


def gradient_by_hand(X, y, What):
    return -X.T @ (y - X @ What.data)
