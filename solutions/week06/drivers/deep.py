"""How the exercises of deep.py are called, where that is more than a plain call."""

import torch


def Net(work, width, x):
    torch.manual_seed(43052)
    net = work.Net(width)
    return {"returned": net(x), "state": dict(net.named_parameters()), "is_net": isinstance(net, torch.nn.Module)}


def make_net(work, width, seed, x):
    net = work.make_net(width, seed)
    again = work.make_net(width, seed)
    return {"returned": net(x), "again": again(x), "state": dict(net.named_parameters())}


def fit_deep(work, x, y, width, seed, **options):
    torch.manual_seed(seed)
    net = torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
    return {"same": work.fit_deep(net, x, y, **options) is net}
