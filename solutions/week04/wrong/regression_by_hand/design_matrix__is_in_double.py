"""step: setup

값은 맞지만 float64입니다. 넘파이에서 만든 1들은 float64이고, 텐서로 바꾸어도 그대로입니다.

The values are right, but in float64: ones made by numpy are float64, and stay so as a tensor.
"""

import numpy as np
import torch


def design_matrix(x):
    return torch.tensor(np.hstack([np.ones([len(x), 1]), x]))
