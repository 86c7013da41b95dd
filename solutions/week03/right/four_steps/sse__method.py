"""Uses methods and pow."""


def sse(y, yhat):
    return (y - yhat).pow(2).sum()
