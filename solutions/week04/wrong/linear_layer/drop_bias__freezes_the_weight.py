"""step: setup

예측은 맞지만 weight가 더 이상 학습되지 않습니다. requires_grad를 출력해 보세요.

The predictions are right, but the weight can no longer be trained. Print its requires_grad.
"""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(in_features=2, out_features=1, bias=False)
    meant.weight.data = net.weight.data
    meant.requires_grad_(False)
    return meant
