"""log1p(-yhat)."""

import torch


def bce(y, yhat):
    return -(y*yhat.log() + (1-y)*torch.log1p(-yhat)).mean()
