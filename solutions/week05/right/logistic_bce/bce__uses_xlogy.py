"""torch.xlogy."""

import torch


def bce(y, yhat):
    return -(torch.xlogy(y, yhat) + torch.xlogy(1-y, 1-yhat)).mean()
