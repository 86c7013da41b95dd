"""float64 inside."""

import torch


def bce(y, yhat):
    return (-torch.mean(y.double()*torch.log(yhat.double()) + (1-y.double())*torch.log(1-yhat.double()))).to(yhat.dtype)
