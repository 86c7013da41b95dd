# tries: off by a little, and in single precision throughout, so that only the coarser measure is left
# must earn: nothing
import numpy as np
import torch


def mse(y, yhat):
    return torch.tensor(np.float32(((y - yhat) ** 2).mean().item() * (1 + 1e-4)))


def rmse(y, yhat):
    return torch.tensor(np.float32(((y - yhat) ** 2).mean().sqrt().item() * (1 + 1e-4)))
