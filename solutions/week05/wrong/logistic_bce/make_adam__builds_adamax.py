"""step: update

Adam이 아니라 비슷한 이름의 다른 옵티마이저(Adamax)입니다.

This is another optimiser of a similar name (Adamax), not Adam.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adamax(net.parameters(), lr=lr)
    return optimizr
