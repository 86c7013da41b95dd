"""Moves each number by itself."""


def update(What, lr):
    for i in range(2):
        What.data[i, 0] = What.data[i, 0] - lr * What.grad[i, 0]
    What.grad = None
    return What
