"""step: update

옵티마이저를 만들었지만 돌려주지 않았습니다. 함수의 마지막 줄을 보세요.

An optimiser is made but not handed back. Look at the function's last line.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
