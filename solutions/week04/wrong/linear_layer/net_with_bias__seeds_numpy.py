"""step: setup

넘파이의 시드를 고정했습니다. torch는 자기 난수를 따로 뽑습니다.

It is numpy's seed that is fixed. torch draws its random numbers by itself.
"""

import numpy as np
import torch


def net_with_bias(seed):
    np.random.seed(seed)
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    return net
