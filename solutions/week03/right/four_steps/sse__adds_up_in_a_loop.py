"""Adds in a Python loop."""


def sse(y, yhat):
    total = 0
    for i in range(len(y)):
        total = total + (y[i, 0] - yhat[i, 0]) ** 2
    return total
