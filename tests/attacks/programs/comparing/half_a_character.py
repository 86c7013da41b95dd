# tries: a text that cannot be written as UTF-8
# must earn: fit
import torch


def mse(y, yhat):
    return "\ud800"


def rmse(y, yhat):
    raise ValueError("\ud800")


def fit(X, y, What, lr=1 / 10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
