"""step: setup

bias가 없는 새 네트워크를 만들었지만 weight는 새로 뽑힌 값입니다. 원래의 weight를 옮겨야 합니다.

A new network without a bias was made, but its weight was drawn anew. The old weight has to be carried over.
"""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(in_features=2, out_features=1, bias=False)
    return meant
