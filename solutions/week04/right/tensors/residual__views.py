"""Views both as columns."""


def residual(y, yhat):
    return y.view(-1, 1) - yhat.view(-1, 1)
