"""Writes the gradient by hand, without backward."""


def one_epoch(X, y, What, lr=1/1000):
    yhat = X @ What.data
    gradient = 2 * X.T @ (yhat - y)
    What.data = What.data - lr * gradient
    return What
