"""BCELoss with reduction='sum'."""

import torch


def bce_sum(y, yhat):
    return torch.nn.BCELoss(reduction='sum')(yhat, y)
