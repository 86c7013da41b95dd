"""step: update

옵티마이저에 momentum이 들어있습니다. 첫 epoch은 맞지만 두 번째부터 이전의 움직임이 더해집니다. 강의의 update는 그 epoch의 기울기만 씁니다.

The optimiser has momentum: the first epoch is right, but from the second on the earlier moves are added. The lecture's update uses this epoch's gradient alone.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, momentum=0.9)
    return optimizr
