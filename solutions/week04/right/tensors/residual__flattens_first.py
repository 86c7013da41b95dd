"""Subtracts flat, then makes a column."""


def residual(y, yhat):
    return (y.flatten() - yhat.flatten()).unsqueeze(1)
