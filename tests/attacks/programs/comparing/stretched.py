# tries: one number stretched to 2^60
# must earn: nothing
import torch


def mse(y, yhat):
    return torch.mean((y - yhat) ** 2).expand(1 << 30, 1 << 30)


rmse = mse
