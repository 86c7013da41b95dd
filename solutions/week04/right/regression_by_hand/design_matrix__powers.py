"""Writes the columns as powers 0 and 1 of x."""

import torch


def design_matrix(x):
    return x ** torch.tensor([0, 1])
