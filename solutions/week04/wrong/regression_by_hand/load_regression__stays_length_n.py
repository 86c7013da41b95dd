"""step: setup

x와 y가 길이 n인 벡터입니다. 뒤에서 n×1인 yhat과 빼면 n×n이 됩니다. 모양을 보세요.

x and y are length-n vectors. Subtracting an n×1 yhat later would give n×n. Look at their shape.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path)
    x = torch.tensor(df.x).float()
    y = torch.tensor(df.y).float()
    return x, y
