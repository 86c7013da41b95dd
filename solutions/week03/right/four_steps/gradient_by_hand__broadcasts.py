"""Multiplies by element and sums the rows."""


def gradient_by_hand(X, y, What):
    return (-2 * X * (y - X @ What.data)).sum(axis=0).reshape(2, 1)
