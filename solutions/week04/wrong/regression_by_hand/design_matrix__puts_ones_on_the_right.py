"""step: setup

1로 된 열이 오른쪽에 있습니다. What의 첫 번째 수가 w0(절편)이므로 어느 열과 곱해지는지 보세요.

The column of ones is on the right. The first number of What is w0, the intercept: look at which column it meets.
"""

import torch


def design_matrix(x):
    _1 = torch.ones([len(x), 1])
    return torch.concat([x, _1], axis=1)
