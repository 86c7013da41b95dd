"""step: update

기울기(weight)만 움직이고 절편(bias)은 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the slope (weight) moves; the intercept (bias) stays. Look at which parameters the update is given.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD([net.weight], lr=lr)
    return optimizr
