"""What an optimiser makes of the generator."""

import torch


def parameters_as_list(net):
    return torch.optim.SGD(net.parameters(), lr=0.1).param_groups[0]['params']
