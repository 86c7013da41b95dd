"""fill_ under no_grad."""

import torch


def logistic_net(w0, w1):
    net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
    with torch.no_grad():
        net[0].bias.fill_(w0)
        net[0].weight.fill_(w1)
    return net
