"""From numpy arrays."""

import numpy as np
import pandas as pd


def toy_frame():
    x = np.arange(-6, 7)
    y = ((x >= 2) | (x == 0)).astype(int)
    return pd.DataFrame({'x': x, 'y': y})
