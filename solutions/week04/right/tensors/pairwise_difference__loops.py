"""Fills the table number by number."""

import torch


def pairwise_difference(a):
    rows = [torch.stack([a[j] - a[i] for j in range(len(a))]) for i in range(len(a))]
    return torch.stack(rows)
