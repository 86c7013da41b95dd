"""The probability of what was observed."""

import torch


def bce(y, yhat):
    return -torch.log(torch.where(y==1, yhat, 1-yhat)).mean()
