"""Inner products."""

import torch


def bce(y, yhat):
    return -(y.T@torch.log(yhat) + (1-y).T@torch.log(1-yhat)).squeeze()/y.shape[0]
