"""step: setup

입력의 수와 출력의 수가 바뀌었습니다. weight의 모양을 출력해 보세요.

The numbers of features in and out are swapped. Print the shape of weight.
"""

import torch


def net_without_bias(seed):
    torch.manual_seed(seed)
    net = torch.nn.Linear(in_features=1, out_features=2, bias=False)
    return net
