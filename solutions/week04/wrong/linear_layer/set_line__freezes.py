"""step: setup

값은 맞지만 파라메터가 더 이상 학습되지 않습니다. requires_grad를 출력해 보세요.

The numbers are right, but the parameters can no longer be trained. Print their requires_grad.
"""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight.data = torch.tensor([[w0, w1]])
    else:
        net.bias.data = torch.tensor([w0])
        net.weight.data = torch.tensor([[w1]])
    net.requires_grad_(False)
    return net
