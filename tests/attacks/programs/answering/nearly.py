# tries: an answer that is off by a millionth
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2) * (1 + 1e-6)


def rmse(y, yhat):
    return torch.mean((y - yhat) ** 2).sqrt() * (1 + 1e-6)
