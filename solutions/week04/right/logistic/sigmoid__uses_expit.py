"""torch.special.expit."""

import torch


def sigmoid(u):
    return torch.special.expit(u)
