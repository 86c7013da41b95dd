"""log of y·yhat + (1-y)(1-yhat)."""

import torch


def bce(y, yhat):
    return -torch.mean(torch.log(y*yhat + (1-y)*(1-yhat)))
