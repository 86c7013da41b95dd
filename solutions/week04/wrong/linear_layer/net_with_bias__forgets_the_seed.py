"""step: setup

부를 때마다 다른 값이 나옵니다. 난수를 쓰기 전에 시드를 고정했는지 보세요.

Every call gives other numbers. See whether the seed is fixed before random numbers are drawn.
"""

import torch


def net_with_bias(seed):
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    return net
