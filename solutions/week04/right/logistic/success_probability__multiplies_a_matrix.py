"""[1, x] times (w0, w1)."""

import torch


def success_probability(x, w0, w1):
    X = torch.cat([torch.ones_like(x), x], dim=1)
    return torch.sigmoid(X @ torch.tensor([[float(w0)], [float(w1)]]))
