"""Seeds numpy as well, which does no harm."""

import numpy as np
import torch


def net_without_bias(seed):
    np.random.seed(seed)
    torch.manual_seed(seed)
    net = torch.nn.Linear(2, 1, bias=False)
    return net.train()
