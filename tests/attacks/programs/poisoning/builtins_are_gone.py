# tries: an interpreter without builtins, once in the file and once in a call
# must earn: mse, fit
import builtins

import torch

vars(builtins).clear()


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2)


def rmse(y, yhat):
    vars(builtins).clear()
    return torch.sqrt(mse(y, yhat))


def fit(X, y, What, lr=1/10, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = torch.mean((y - yhat) ** 2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    return What
