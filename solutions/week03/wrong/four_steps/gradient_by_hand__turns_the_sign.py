"""step: backward

부호가 반대입니다. 괄호 안의 What 앞에 있는 부호까지 미분했는지 보세요.

The sign is turned round. See whether the sign before What, inside the bracket, was differentiated too.
"""


def gradient_by_hand(X, y, What):
    return 2 * X.T @ (y - X @ What.data)
