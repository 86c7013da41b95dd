"""step: setup

weight가 아니라 bias를 옮겼습니다. 남겨야 할 것과 버려야 할 것이 바뀌었습니다.

It was the bias that was carried over, not the weight: what to keep and what to drop are mixed up.
"""

import torch


def drop_bias(net):
    meant = torch.nn.Linear(in_features=2, out_features=1, bias=False)
    meant.weight.data = net.bias.data * torch.ones(1, 2)
    return meant
