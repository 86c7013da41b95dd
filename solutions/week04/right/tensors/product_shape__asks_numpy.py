"""Lets numpy decide."""

import numpy as np


def product_shape(A, b):
    try:
        return np.matmul(A.numpy(), b.numpy()).shape
    except ValueError:
        return None
