"""Writes the gradient by hand, without backward."""


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What.data
        gradient = 2 * X.T @ (yhat - y)
        What.data = What.data - lr * gradient
    return What
