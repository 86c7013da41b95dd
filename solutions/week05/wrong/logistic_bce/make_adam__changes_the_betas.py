"""step: update

앞의 기울기를 기억하는 정도(betas)가 기본값과 다릅니다.

How far back it remembers (betas) is not the default.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr, betas=(0.5, 0.999))
    return optimizr
