"""How the exercises of midterm.py are called: with the lecture's net, or a wider one."""

import contextlib
import io

import torch


def _net(width):
    torch.manual_seed(width)
    net = torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
    if width == 2:
        net[0].weight.data = torch.tensor([[-1.0], [1.0]])
        net[0].bias.data = torch.tensor([0.5, -0.5])
        net[2].weight.data = torch.tensor([[2.0, 3.0]])
        net[2].bias.data = torch.tensor([-1.3])
    return net


def make_net(work, x):
    net = work.make_net()
    return {"returned": net(x), "state": dict(net.named_parameters())}


def first_gradients(work, x, y, width=2):
    net = _net(width)
    before = [p.detach().clone() for p in net.parameters()]
    found = work.first_gradients(net, x, y)
    returned = {name: found[name].clone() for name, _ in net.named_parameters()}
    left = [0.0 if p.grad is None else p.grad.abs().sum().item() for p in net.parameters()]
    stays = all(torch.equal(p, was) for p, was in zip(net.parameters(), before))
    return {"returned": returned, "left": left, "stays": stays}


def fit_adam_then_sgd(work, x, y, width=2, **options):
    net = _net(width)
    return {"same": work.fit_adam_then_sgd(net, x, y, **options) is net}


def path_of(work, x, y, width=2, **options):
    net = _net(width)
    path = work.path_of(net, x, y, **options)
    return {"returned": path, "end": torch.cat([p.detach().reshape(-1) for p in net.parameters()])}


def print_path(work, path):
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        work.print_path(path)
    return {"returned": [line.rstrip() for line in shown.getvalue().rstrip().splitlines()]}


def fit_steps(work, x, y, width=2, **options):
    net = _net(width)
    return {"same": work.fit_steps(net, x, y, **options) is net}


def fit_best(work, x, y, x_test, y_test, width=2, **options):
    net = _net(width)
    returned, best = work.fit_best(net, x, y, x_test, y_test, **options)
    return {"returned": best, "same": returned is net, "state": dict(net.named_parameters())}
