"""Builds [[…]] as the lecture's first way."""

import torch


def row_vector(values):
    return torch.tensor([[float(value) for value in values]])
