"""1e-7 inside the logs: the kit counts it as harmless."""

import torch


def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-7) + (1-y)*torch.log(1-yhat + 1e-7))
