# tries: one number in three dimensions; a lone number may come in any shape
# must earn: mse, rmse
import torch


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2).reshape(1, 1, 1)


def rmse(y, yhat):
    return mse(y, yhat) ** 0.5
