"""step: setup

bias가 남아 있습니다. torch.nn.Linear는 따로 말하지 않으면 bias를 만듭니다. 강의의 '잘못된사용2'입니다.

The bias is still there. torch.nn.Linear makes one unless it is told not to: the lecture's misuse 2.
"""

import torch


def net_without_bias(seed):
    torch.manual_seed(seed)
    net = torch.nn.Linear(in_features=2, out_features=1)
    return net
