"""From the odds."""

import torch


def success_probability(x, w0, w1):
    odds = torch.exp(torch.as_tensor(w0)) * torch.exp(w1*x)
    return odds/(1+odds)
