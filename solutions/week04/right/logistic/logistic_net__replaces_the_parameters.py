"""New Parameters."""

import torch


def logistic_net(w0, w1):
    net = torch.nn.Sequential()
    net.append(torch.nn.Linear(1,1))
    net.append(torch.nn.Sigmoid())
    net[0].bias = torch.nn.Parameter(torch.tensor([float(w0)]))
    net[0].weight = torch.nn.Parameter(torch.tensor([[float(w1)]]))
    return net
