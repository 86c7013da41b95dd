"""step: setup

입력이 1개인 네트워크입니다. ver2의 입력 X는 1로 된 열까지 두 열입니다.

This network takes one feature. In ver2 the input X has two columns, the ones included.
"""

import torch


def net_without_bias(seed):
    torch.manual_seed(seed)
    net = torch.nn.Linear(in_features=1, out_features=1, bias=False)
    return net
