"""Calls the functions of this file."""


def one_epoch(X, y, What, lr=1/1000):
    prediction = yhat(X, What)
    loss = sse(y, prediction)
    backward(loss)
    update(What, lr)
    return What
