"""step: update

옵티마이저가 아니라 옵티마이저의 종류(class)를 돌려주었습니다. 괄호 안에 무엇을 넣어야 하나가 만들어지는지 보세요.

What comes back is the kind of optimiser (a class), not an optimiser. See what has to go in the brackets to make one.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD
    return optimizr
