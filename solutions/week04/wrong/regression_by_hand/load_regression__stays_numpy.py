"""step: setup

넘파이 배열을 돌려주었습니다. 텐서로 바꿔야 나중에 미분할 수 있습니다.

Numpy arrays came back. They must be tensors to be differentiated through later.
"""

import numpy as np
import pandas as pd


def load_regression(path):
    df = pd.read_csv(path)
    x = np.array(df.x, dtype=np.float32).reshape(-1, 1)
    y = np.array(df.y, dtype=np.float32).reshape(-1, 1)
    return x, y
