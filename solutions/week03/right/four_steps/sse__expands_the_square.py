"""Sums yy - 2y·yhat + yhat·yhat."""

import torch


def sse(y, yhat):
    return torch.sum(y * y) - 2 * torch.sum(y * yhat) + torch.sum(yhat * yhat)
