"""Uses the functional linear layer."""

import torch


def yhat(X, What):
    return torch.nn.functional.linear(X, What.T)
