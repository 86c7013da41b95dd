"""step: setup

네트워크를 만든 다음에 시드를 고정했습니다. 초기값은 네트워크를 만드는 순간에 뽑힙니다.

The seed is fixed after the network was made. Its numbers are drawn at the moment it is made.
"""

import torch


def net_with_bias(seed):
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    torch.manual_seed(seed)
    return net
