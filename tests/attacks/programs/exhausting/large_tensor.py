# tries: a tensor larger than the machine
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.zeros(1 << 20, 1 << 20)


def rmse(y, yhat):
    return torch.zeros(4096, 4096)
