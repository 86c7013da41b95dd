"""step: setup

ver1에서 bias의 값이 처음 뽑힌 그대로입니다. 절편도 넣어야 합니다.

In ver1 the bias still holds what was drawn at first. The intercept has to be put in, too.
"""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight.data = torch.tensor([[w0, w1]])
    else:
        net.weight.data = torch.tensor([[w1]])
    return net
