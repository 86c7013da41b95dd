"""Seeds inside fork_rng, and gives the device and dtype."""

import torch


def net_with_bias(seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = torch.nn.Linear(1, 1, bias=True, dtype=torch.float32)
    return net
