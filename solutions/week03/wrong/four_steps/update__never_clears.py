"""step: update

What.grad가 남아 있습니다. 다음 에폭에서 backward가 새 미분값을 여기에 더합니다.

What.grad is still there. In the next epoch backward adds the new gradient to it.
"""


def update(What, lr):
    # step4: update
    What.data = What.data - lr * What.grad
    return What
