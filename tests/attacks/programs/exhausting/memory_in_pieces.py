# tries: all memory, little by little
# must earn: rmse
import torch

kept = []


def mse(y, yhat):
    while True:
        kept.append(torch.zeros(1 << 20))


def rmse(y, yhat):
    kept.clear()
    return torch.sqrt(torch.mean((y - yhat) ** 2))
