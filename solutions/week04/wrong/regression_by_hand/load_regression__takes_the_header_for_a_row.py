"""step: setup

첫 줄(열 이름)이 빠진 자리에 자료의 첫 행이 들어갔습니다. 한 행이 모자랍니다. read_csv가 첫 줄을 무엇으로 읽는지 보세요.

The first row of data went where the column names belong: one row is missing. Look at what read_csv takes the first line for.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path, skiprows=1)
    x = torch.tensor(df.iloc[:, 0]).float().reshape(-1, 1)
    y = torch.tensor(df.iloc[:, 1]).float().reshape(-1, 1)
    return x, y
