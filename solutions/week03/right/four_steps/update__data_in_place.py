"""Subtracts in place from .data."""


def update(What, lr):
    What.data -= lr * What.grad.data
    What.grad = None
    return What
