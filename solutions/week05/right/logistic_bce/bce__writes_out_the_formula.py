"""The formula."""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
