# tries: to call itself for ever, with the limit lifted
# must earn: rmse
import sys

import torch


def mse(y, yhat):
    sys.setrecursionlimit(10**9)
    return mse(y, yhat)


def rmse(y, yhat):
    return torch.sqrt(torch.mean((y - yhat) ** 2))
