"""step: update

두 번 움직였습니다. 에폭마다 한 번만 움직여야 합니다.

It moved twice. One epoch makes one step.
"""


def update(What, lr):
    # step4: update
    What.data = What.data - lr * What.grad
    What.data = What.data - lr * What.grad
    What.grad = None
    return What
