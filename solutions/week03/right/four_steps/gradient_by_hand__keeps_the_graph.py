"""Leaves What in its graph, which does no harm."""


def gradient_by_hand(X, y, What):
    return -2 * X.T @ (y - X @ What)
