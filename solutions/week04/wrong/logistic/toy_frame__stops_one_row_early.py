"""step: setup

마지막 행이 없습니다. `range`가 어디에서 멈추는지 보세요.

The last row is missing. Look at where `range` stops.
"""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame({'x':range(-6,6),'y':[0,0,0,0,0,0,1,0,1,1,1,1]})
    return _df
