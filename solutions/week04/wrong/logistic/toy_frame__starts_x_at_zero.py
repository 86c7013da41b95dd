"""step: setup

x가 0부터 시작합니다. 강의의 x는 0을 가운데에 둡니다.

x starts at 0. The lecture's x has 0 in the middle.
"""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame({'x':range(13),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
    return _df
