# tries: an exception whose words do not end
# must earn: rmse
import torch


class Long(Exception):
    def __str__(self):
        return "x" * (100 << 20)


def mse(y, yhat):
    raise Long


def rmse(y, yhat):
    return torch.sqrt(torch.mean((y - yhat) ** 2))
