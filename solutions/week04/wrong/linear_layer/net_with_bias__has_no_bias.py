"""step: setup

bias가 없습니다. ver1은 절편을 bias로 가집니다.

There is no bias. In ver1 the bias is the intercept.
"""

import torch


def net_with_bias(seed):
    torch.manual_seed(seed)
    net = torch.nn.Linear(in_features=1, out_features=1, bias=False)
    return net
