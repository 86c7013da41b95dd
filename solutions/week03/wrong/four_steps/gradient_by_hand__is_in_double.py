"""step: backward

값은 맞지만 float64입니다. 이 강의의 텐서는 float32입니다.

The values are right, but they are float64. The lecture's tensors are float32.
"""


def gradient_by_hand(X, y, What):
    return -2 * X.double().T @ (y.double() - X.double() @ What.data.double())
