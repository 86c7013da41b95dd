"""softplus(u) - y·u with u the logit."""

import torch


def bce(y, yhat):
    return (torch.nn.functional.softplus(torch.logit(yhat)) - y*torch.logit(yhat)).mean()
