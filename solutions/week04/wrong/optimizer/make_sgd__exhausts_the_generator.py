"""step: update

`net.parameters()`는 한 번 끝까지 읽으면 비어버리는 generator입니다. 옵티마이저가 받았을 때 남은 것이 있었는지 보세요.

`net.parameters()` is a generator: read it to its end once and it is empty. Look whether anything was left when the optimiser got it.
"""

import torch


def make_sgd(net, lr):
    params = net.parameters()
    n_params = len(list(params))
    optimizr = torch.optim.SGD(params, lr=lr)
    return optimizr
