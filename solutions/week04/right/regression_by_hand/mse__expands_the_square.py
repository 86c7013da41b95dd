"""Sums yy - 2y·yhat + yhat·yhat."""

import torch


def mse(y, yhat):
    return torch.mean(y * y) - 2 * torch.mean(y * yhat) + torch.mean(yhat * yhat)
