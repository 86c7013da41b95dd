"""step: update

미분값을 쓰기 전에 None으로 비워서 곱할 것이 없어졌습니다. 두 줄의 순서를 보세요.

The gradient was set to None before it was used: there is nothing to multiply. Look at the order of the two lines.
"""


def update(What, lr):
    What.grad = None
    What.data = What.data - lr * What.grad
    return What
