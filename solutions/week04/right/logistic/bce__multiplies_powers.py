"""The likelihood as a product of powers."""

import torch


def bce(y, yhat):
    return -torch.mean(torch.log(yhat**y * (1-yhat)**(1-y)))
