"""y·log(odds) + log(1-yhat)."""

import torch


def bce_sum(y, yhat):
    return -(y*torch.log(yhat/(1-yhat)) + torch.log(1-yhat)).sum()
