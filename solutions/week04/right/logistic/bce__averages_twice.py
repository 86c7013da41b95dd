"""Two means."""

import torch


def bce(y, yhat):
    return -(torch.mean(y*torch.log(yhat)) + torch.mean((1-y)*torch.log(1-yhat)))
