"""A Module with two scalar parameters."""

import torch


class Curve(torch.nn.Module):
    def __init__(self, w0, w1):
        super().__init__()
        self.w0 = torch.nn.Parameter(torch.tensor(float(w0)))
        self.w1 = torch.nn.Parameter(torch.tensor(float(w1)))

    def forward(self, x):
        u = self.w0 + self.w1*x
        return torch.exp(u)/(1+torch.exp(u))


def logistic_net(w0, w1):
    return Curve(w0, w1)
