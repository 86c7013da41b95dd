"""step: update

미분값을 쓰기 전에 비웠습니다. 비운 뒤에는 움직일 방향이 없습니다. 두 줄의 순서를 보세요.

The gradient was cleared before it was used, so there was nothing left to move by. Look at the order of the two lines.
"""

import torch


def update(What, lr):
    What.grad = torch.zeros_like(What)
    What.data = What.data - lr * What.grad
    return What
