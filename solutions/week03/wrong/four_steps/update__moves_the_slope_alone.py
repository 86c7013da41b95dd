"""step: update

기울기 w1만 움직이고 절편 w0는 그대로입니다.

Only the slope w1 moved; the intercept w0 stayed.
"""


def update(What, lr):
    # step4: update
    What.data[1] = What.data[1] - lr * What.grad[1]
    What.grad = None
    return What
