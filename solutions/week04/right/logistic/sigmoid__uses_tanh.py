"""(1+tanh(u/2))/2."""

import torch


def sigmoid(u):
    return 0.5*(1+torch.tanh(u/2))
