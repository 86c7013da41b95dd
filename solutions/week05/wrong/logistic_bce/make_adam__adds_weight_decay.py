"""step: update

weight_decay가 들어있습니다. 기울기 말고 다른 것이 파라메터를 움직입니다.

There is a weight_decay: something other than the gradient moves the parameters.
"""

import torch


def make_adam(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=0.01)
    return optimizr
