"""step: setup

처음 뽑힌 값에 더해졌습니다. 더하는 것이 아니라 바꾸어야 합니다.

The numbers were added to what was drawn at first. They are to replace it.
"""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight.data = net.weight.data + torch.tensor([[w0, w1]])
    else:
        net.bias.data = net.bias.data + torch.tensor([w0])
        net.weight.data = torch.tensor([[w1]])
    return net
