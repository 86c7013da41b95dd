"""Makes the points in numpy in double, then casts."""

import numpy as np
import torch


def grid(start, stop, num):
    return torch.tensor(np.linspace(start, stop, num), dtype=torch.float32)
