# tries: a segmentation fault
# must earn: rmse
import ctypes

import torch


def mse(y, yhat):
    ctypes.string_at(0)


def rmse(y, yhat):
    return torch.sqrt(torch.mean((y - yhat) ** 2))
