"""The sum divided by n."""

import torch


def bce(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/len(y)
