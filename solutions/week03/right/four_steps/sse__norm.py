"""Squares the norm."""

import torch


def sse(y, yhat):
    return torch.linalg.norm(y - yhat) ** 2
