"""1/(1+exp(-u))."""

import torch


def sigmoid(u):
    return 1/(1+torch.exp(-u))
