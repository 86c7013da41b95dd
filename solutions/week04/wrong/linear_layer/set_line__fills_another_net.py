"""step: setup

주어진 net은 그대로이고, 새 네트워크를 만들어 거기에 값을 넣었습니다.

The given net has not changed: the numbers went into a new network.
"""

import torch


def set_line(net, w0, w1):
    net = torch.nn.Linear(net.in_features, 1, bias=net.bias is not None)
    if net.bias is None:
        net.weight.data = torch.tensor([[w0, w1]])
    else:
        net.bias.data = torch.tensor([w0])
        net.weight.data = torch.tensor([[w1]])
    return net
