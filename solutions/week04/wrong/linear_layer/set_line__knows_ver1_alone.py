"""step: setup

bias가 없는 네트워크(ver2)에서는 net.bias가 None입니다. 두 경우를 나누어 보세요.

In the network without a bias (ver2) net.bias is None. Tell the two cases apart.
"""

import torch


def set_line(net, w0, w1):
    net.bias.data = torch.tensor([w0])
    net.weight.data = torch.tensor([[w1]])
    return net
