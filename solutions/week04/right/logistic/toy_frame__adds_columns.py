"""Columns added one by one."""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame()
    _df['x'] = list(range(-6, 7))
    _df['y'] = [0]*6 + [1, 0] + [1]*5
    return _df
