"""step: update

update의 크기가 lr×기울기와 아주 조금 다릅니다. 다른 수가 곱해지거나 더해지지 않았는지 보세요.

The update is very slightly different from lr times the gradient. Look for another number that multiplies it or is added to it.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr*1.001)
    return optimizr
