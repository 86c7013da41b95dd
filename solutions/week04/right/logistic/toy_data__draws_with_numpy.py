"""numpy draws."""

import numpy as np
import torch


def toy_data(seed, n=2000):
    rng = np.random.default_rng(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    v = torch.sigmoid(-1 + 5*x)
    y = torch.tensor(rng.binomial(1, v.numpy())).float()
    return x, v, y
