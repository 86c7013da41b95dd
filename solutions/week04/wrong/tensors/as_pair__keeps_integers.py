"""step: setup

정수를 넣으면 둘 다 int64로 남습니다. 강의의 '안 좋은 선언예시'와 같은 상황입니다. 자료형을 직접 정해 주세요.

Given integers, both stay int64: the lecture's "bad example" of a declaration. Say which dtype each should have.
"""

import numpy as np
import torch


def as_pair(values):
    return np.array(values), torch.tensor(values)
