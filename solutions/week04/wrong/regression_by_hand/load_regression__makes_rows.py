"""step: setup

1×n이 되었습니다. 관측값 하나가 행 하나여야 합니다.

They became 1×n. One observation is to be one row.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path)
    x = torch.tensor(df.x).float().reshape(1, -1)
    y = torch.tensor(df.y).float().reshape(1, -1)
    return x, y
