"""step: setup

열 이름이 문제와 다릅니다. 대소문자도 구별합니다.

The columns' names are not those asked for; capitals count.
"""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame({'X':range(-6,7),'Y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
    return _df
