"""Reshapes y like a column yhat."""


def residual(y, yhat):
    yhat = yhat.reshape(-1, 1)
    return y.reshape(yhat.shape) - yhat
