"""step: setup

새로 만든 네트워크에도 bias가 있습니다. 이번에도 bias=False를 깜빡했습니다.

The new network has a bias as well: bias=False was forgotten once more.
"""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(in_features=2, out_features=1)
    meant.weight.data = net.weight.data
    return meant
