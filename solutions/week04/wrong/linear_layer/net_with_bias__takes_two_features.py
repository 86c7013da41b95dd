"""step: setup

입력이 2개인 네트워크입니다. ver1의 입력은 x 하나뿐입니다.

This network takes two features. In ver1 there is only x.
"""

import torch


def net_with_bias(seed):
    torch.manual_seed(seed)
    net = torch.nn.Linear(in_features=2, out_features=1, bias=True)
    return net
