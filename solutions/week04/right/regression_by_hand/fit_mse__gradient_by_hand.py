"""Writes the gradient by hand, without backward."""


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What.data
        gradient = 2 / len(y) * X.T @ (yhat - y)
        What.data = What.data - lr * gradient
    return What
