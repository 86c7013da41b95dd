"""BCEWithLogitsLoss on the logits."""

import torch


def bce(y, yhat):
    return torch.nn.BCEWithLogitsLoss()(torch.logit(yhat), y)
