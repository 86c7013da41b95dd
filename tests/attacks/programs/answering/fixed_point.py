# tries: one wrong helper of whose value every formula makes the same value: 1 is its own root
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.ones(())


def rmse(y, yhat):
    return mse(y, yhat)
