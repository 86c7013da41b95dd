"""step: update

옵티마이저가 net의 파라메터 자신이 아니라 값이나 사본을 가지고 있습니다. 미분값은 파라메터에 쌓이므로 옵티마이저는 그것을 보지 못합니다.

The optimiser holds values or copies, not net's own parameters. Gradients are kept with the parameters, where it never sees them.
"""

import torch


def make_sgd(net, lr):
    optimizr = torch.optim.SGD([p.data for p in net.parameters()], lr=lr)
    return optimizr
