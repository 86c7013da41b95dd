"""step: setup

열 x와 y의 내용이 서로 바뀌었습니다.

The contents of columns x and y have changed places.
"""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame({'y':range(-6,7),'x':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
    return _df
