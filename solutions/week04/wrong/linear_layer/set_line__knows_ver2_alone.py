"""step: setup

bias가 있는 네트워크(ver1)에 두 수를 모두 weight에 넣었습니다. ver1의 weight는 1×1입니다.

Both numbers went into weight, also where there is a bias (ver1). There, weight is 1×1.
"""

import torch


def set_line(net, w0, w1):
    net.weight.data = torch.tensor([[w0, w1]])
    return net
