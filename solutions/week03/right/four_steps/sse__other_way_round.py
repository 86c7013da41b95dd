"""Takes yhat - y."""

import torch


def sse(y, yhat):
    error = yhat - y
    return torch.sum(error * error)
