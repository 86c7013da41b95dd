"""Calls the functions of this file."""


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        prediction = yhat(X, What)
        loss = sse(y, prediction)
        backward(loss)
        update(What, lr)
    return What
