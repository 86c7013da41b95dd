"""step: update

학습률이 항상 같습니다. 인수 `lr`을 쓰고 있는지 보세요.

The learning rate is always the same. Look whether the argument `lr` is used.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=0.05)
    return optimizr
