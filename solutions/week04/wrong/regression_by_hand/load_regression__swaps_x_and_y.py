"""step: setup

x 자리에 y가, y 자리에 x가 왔습니다. 돌려주는 순서를 보세요.

y came where x belongs, and x where y belongs. Look at the order of what is returned.
"""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path)
    x = torch.tensor(df.x).float().reshape(-1, 1)
    y = torch.tensor(df.y).float().reshape(-1, 1)
    return y, x
