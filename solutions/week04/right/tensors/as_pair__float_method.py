"""Makes the tensor from the array and calls float()."""

import numpy as np
import torch


def as_pair(values):
    array = np.array([float(value) for value in values])
    return array, torch.from_numpy(array).float()
