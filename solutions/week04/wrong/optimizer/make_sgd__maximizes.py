"""step: update

파라메터가 기울기와 같은 방향으로 움직여서 loss가 커집니다. 내려가려면 어느 쪽으로 가야 하는지 생각해 보세요.

The parameters move along the gradient, so the loss grows. Think about which way is down.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, maximize=True)
    return optimizr
