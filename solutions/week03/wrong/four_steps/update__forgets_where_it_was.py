"""step: update

지금 자리에서 움직이지 않고, 걸음 자체가 새 자리가 되었습니다.

The step itself became the new place: what What was before is lost.
"""


def update(What, lr):
    # step4: update
    What.data = -lr * What.grad
    What.grad = None
    return What
