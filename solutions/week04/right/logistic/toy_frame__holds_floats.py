"""Floats instead of integers."""

import pandas as pd


def toy_frame():
    return pd.DataFrame({'x': [float(i) for i in range(-6, 7)], 'y': [0.,0.,0.,0.,0.,0.,1.,0.,1.,1.,1.,1.,1.]})
