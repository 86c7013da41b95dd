# tries: nothing: a wrong helper costs there, and the root of it is right
# must earn: rmse
import torch


def mse(y, yhat):
    return torch.sum((y - yhat) ** 2)


def rmse(y, yhat):
    return torch.sqrt(mse(y, yhat))
