"""Writes the sum as r'r."""


def mse(y, yhat):
    r = (y - yhat).flatten()
    return r @ r / len(r)
