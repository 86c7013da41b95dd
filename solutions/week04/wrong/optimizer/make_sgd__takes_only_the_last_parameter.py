"""step: update

절편(bias)만 움직이고 기울기(weight)는 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the intercept (bias) moves; the slope (weight) stays. Look at which parameters the update is given.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(list(net.parameters())[-1:], lr=lr)
    return optimizr
