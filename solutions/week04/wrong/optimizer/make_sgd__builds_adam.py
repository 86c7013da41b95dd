"""step: update

SGD가 아니라 다른 옵티마이저(Adam)로 움직였습니다. 움직인 거리가 기울기의 크기에 비례하지 않습니다.

The parameters were moved by another optimiser (Adam), not by SGD: the distance moved is not in proportion to the gradient.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    return optimizr
