"""From a list of rows."""

import pandas as pd


def toy_frame():
    y = '0000001011111'
    return pd.DataFrame([(i - 6, int(c)) for i, c in enumerate(y)], columns=['x', 'y'])
