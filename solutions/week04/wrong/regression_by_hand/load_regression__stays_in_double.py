"""step: setup

x와 y가 float64입니다. 데이터프레임의 소수는 float64라서 그대로 옮기면 텐서도 float64가 됩니다. dtype을 출력해 보세요.

x and y are float64: a data frame keeps its decimals in double, and so does a tensor made from it. Print their dtype.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path)
    x = torch.tensor(df.x).reshape(-1, 1)
    y = torch.tensor(df.y).reshape(-1, 1)
    return x, y
