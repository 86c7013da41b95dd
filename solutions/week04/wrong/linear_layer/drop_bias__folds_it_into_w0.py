"""step: setup

bias를 첫 번째 weight에 더했습니다. 예측은 예전과 같지만, 원한 것은 bias가 처음부터 없는 X·W입니다.

The bias was added to the first weight. The predictions are the old ones, but X·W was meant, as if there had never been a bias.
"""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(in_features=2, out_features=1, bias=False)
    meant.weight.data = net.weight.data + torch.cat([net.bias.data, torch.zeros(1)])
    return meant
