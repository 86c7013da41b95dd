"""step: update

학습률을 곱하지 않았습니다. 미분값만큼 통째로 움직이면 걸음이 너무 큽니다.

The learning rate is not used: a step as large as the whole gradient is too large.
"""


def update(What, lr):
    # step4: update
    What.data = What.data - What.grad
    What.grad = None
    return What
