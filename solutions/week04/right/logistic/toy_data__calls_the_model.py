"""v from the sigmoid, and unsqueeze."""

import torch


def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,steps=n).unsqueeze(1)
    v = torch.sigmoid(5*x - 1)
    y = v.bernoulli()
    return x, v, y
