"""Calls the functions of this file."""


def fit_mse(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        prediction = yhat(X, What)
        loss = mse(y, prediction)
        backward(loss)
        update(What, lr)
    return What
