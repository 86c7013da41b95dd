"""Draws row by row with the random module."""

import random
import torch


def toy_data(seed, n=2000):
    random.seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.tensor([[float(random.random() < p)] for p in v.reshape(-1).tolist()])
    return x, v, y
