"""Seeds through torch.random."""

import torch


def net_with_bias(seed):
    torch.random.manual_seed(seed)
    net = torch.nn.Linear(in_features=1, out_features=1, bias=True)
    return net
