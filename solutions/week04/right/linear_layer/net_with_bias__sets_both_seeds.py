"""Seeds numpy as well, which does no harm."""

import numpy as np
import torch


def net_with_bias(seed):
    np.random.seed(seed)
    torch.manual_seed(seed)
    net = torch.nn.Linear(1, 1, bias=True)
    return net.train()
