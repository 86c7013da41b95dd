"""Divides the sum by the number of rows."""


def mse(y, yhat):
    return sse(y, yhat) / y.shape[0]
