"""Uses the legacy constructor, and returns a list."""

import numpy as np
import torch


def as_pair(values):
    numbers = [float(value) for value in values]
    return [np.array(numbers), torch.FloatTensor(numbers)]
