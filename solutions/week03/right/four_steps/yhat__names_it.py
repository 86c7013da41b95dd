"""Keeps a local variable of the same name."""


def yhat(X, What):
    yhat = X.mm(What)
    return yhat
