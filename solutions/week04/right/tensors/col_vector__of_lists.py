"""Builds [[v], …] as the lecture's first way."""

import torch


def col_vector(values):
    return torch.tensor([[float(value)] for value in values])
