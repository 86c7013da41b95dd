# tries: answers in double precision where the week asks for single
# must earn: mse.averages, rmse
import torch


def mse(y, yhat):
    return torch.mean((y.double() - yhat.double()) ** 2)


def rmse(y, yhat):
    return torch.mean((y.double() - yhat.double()) ** 2).sqrt()
