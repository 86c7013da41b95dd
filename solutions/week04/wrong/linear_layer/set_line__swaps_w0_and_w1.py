"""step: setup

절편과 기울기가 바뀌었습니다. 어느 파라메터가 x와 곱해지는지 보세요.

Intercept and slope changed places. Look at which parameter is multiplied with x.
"""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight.data = torch.tensor([[w1, w0]])
    else:
        net.bias.data = torch.tensor([w1])
        net.weight.data = torch.tensor([[w0]])
    return net
