"""Writes the sum as r'r."""


def sse(y, yhat):
    r = (y - yhat).flatten()
    return r @ r
