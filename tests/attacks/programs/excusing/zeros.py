# tries: zero for everything
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.zeros(())


def rmse(y, yhat):
    return torch.zeros(())


def fit(X, y, What, lr=1 / 10, epochs=30):
    return torch.zeros_like(What)
