"""Rounds to float32 in numpy, then moves over."""

import numpy as np
import torch


def as_pair(values):
    array = np.array(values, dtype=np.float64)
    return array, torch.from_numpy(array.astype(np.float32))
