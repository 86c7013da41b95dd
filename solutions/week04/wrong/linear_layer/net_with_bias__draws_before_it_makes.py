"""step: setup

시드를 고정한 뒤 네트워크를 두 번 만들었습니다. 두 번째 네트워크는 그 다음 난수를 씁니다.

Two networks were made after the seed was fixed: the second one got the numbers that come next.
"""

import torch


def net_with_bias(seed):
    torch.manual_seed(seed)
    torch.nn.Linear(1, 1)
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    return net
