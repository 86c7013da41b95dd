"""Uses numpy's reshape and casts on the way in."""

import numpy as np
import torch


def row_vector(values):
    return torch.from_numpy(np.array(values, dtype=np.float64).reshape(1, -1)).float()
