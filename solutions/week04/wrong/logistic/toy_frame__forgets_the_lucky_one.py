"""step: setup

x=0인 행의 y가 강의와 다릅니다. 강의의 표를 한 행씩 비교해 보세요.

y in the row x=0 is not the lecture's. Compare with the lecture's table row by row.
"""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,0,1,1,1,1,1,1]})
    return _df
