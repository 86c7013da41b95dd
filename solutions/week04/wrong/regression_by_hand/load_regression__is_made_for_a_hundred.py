"""step: setup

강의 자료처럼 100행일 때만 됩니다. 100을 적는 대신 읽은 자료의 길이를 따르게 하세요.

It works for 100 rows only, like the lecture's data. Let it follow the length of what was read instead of a written 100.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path)
    x = torch.tensor(df.x).float().reshape(100, 1)
    y = torch.tensor(df.y).float().reshape(100, 1)
    return x, y
