"""Takes yhat - y."""

import torch


def mse(y, yhat):
    error = yhat - y
    return torch.mean(error * error)
