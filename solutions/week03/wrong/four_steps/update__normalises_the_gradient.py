"""step: update

미분값의 크기를 1로 만들어 방향만 썼습니다. 강의의 걸음은 미분값의 크기에 비례합니다.

The gradient was scaled to length 1, so only its direction counts. The lecture's step grows with the gradient.
"""


def update(What, lr):
    # step4: update
    What.data = What.data - lr * What.grad / What.grad.norm()
    What.grad = None
    return What
