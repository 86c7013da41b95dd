"""step: update

학습률이 항상 같습니다. 인수 `lr`을 다르게 주어도 파라메터가 같은 비율로 움직입니다. 옵티마이저나 update가 어떤 수를 쓰는지 보세요.

The learning rate is always the same: the parameters move at the same rate whatever the argument `lr` says. Look at which number your update uses.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)
    return optimizr
