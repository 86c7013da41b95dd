"""step: setup

행의 순서가 바뀌었습니다. 파일에 있는 순서 그대로여야 합니다.

The rows changed places. They are to keep the order of the file.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path).sort_values('y').reset_index(drop=True)
    x = torch.tensor(df.x).float().reshape(-1, 1)
    y = torch.tensor(df.y).float().reshape(-1, 1)
    return x, y
