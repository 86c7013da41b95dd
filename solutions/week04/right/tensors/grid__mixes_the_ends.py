"""Weighs the two ends."""

import torch


def grid(start, stop, num):
    share = torch.arange(num, dtype=torch.float32) / (num - 1)
    return start * (1 - share) + stop * share
