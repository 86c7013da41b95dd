"""Stacks two flat columns."""

import torch


def design_matrix(x):
    flat = x.flatten()
    return torch.stack([torch.ones(len(flat)), flat], dim=1)
