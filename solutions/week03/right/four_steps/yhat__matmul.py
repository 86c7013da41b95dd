"""Uses the function."""

import torch


def yhat(X, What):
    return torch.matmul(X, What)
