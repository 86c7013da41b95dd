"""step: update

Adam이 아니라 SGD입니다.

This is an SGD, not an Adam.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    return optimizr
