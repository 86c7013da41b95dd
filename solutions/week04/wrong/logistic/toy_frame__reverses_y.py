"""step: setup

y의 순서가 반대입니다. x가 커질수록 성공이 많아져야 합니다.

y runs the other way: successes should become more frequent as x grows.
"""

import pandas as pd


def toy_frame():
    _df = pd.DataFrame({'x':range(-6,7),'y':[1,1,1,1,1,0,1,0,0,0,0,0,0]})
    return _df
