"""Seeds inside fork_rng, and gives the device and dtype."""

import torch


def net_without_bias(seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = torch.nn.Linear(2, 1, bias=False, dtype=torch.float32)
    return net
