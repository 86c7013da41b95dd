"""exp(logsigmoid(u))."""

import torch


def sigmoid(u):
    return torch.exp(torch.nn.functional.logsigmoid(u))
