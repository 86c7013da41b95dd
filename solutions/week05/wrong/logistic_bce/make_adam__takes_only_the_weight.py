"""step: update

weight만 움직입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the weight moves. Look at which parameters the optimiser was given.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam([net[0].weight], lr=lr)
    return optimizr
