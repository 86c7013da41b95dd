# tries: the right number in a shape that broadcasts to equal
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2).expand(1, 20, 1)


def rmse(y, yhat):
    return torch.mean((y - yhat) ** 2).sqrt().expand(2)
