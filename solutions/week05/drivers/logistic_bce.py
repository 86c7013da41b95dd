"""How the exercises of logistic_bce.py are called: on nets that are made here, and looked at afterwards."""

import torch


def _derivative(values, leaf):
    """Of the first value, twice the second, three times the third and so on, in the leaf; None where there is no graph."""
    if not isinstance(values, torch.Tensor) or not values.requires_grad:
        return None
    counted = values.reshape(-1) * torch.arange(1, values.numel() + 1)
    return torch.autograd.grad(counted.sum(), [leaf], allow_unused=True)[0]


def bce(work, y, yhat):
    out = work.bce(y, yhat)
    return {"returned": out, "yhat.grad": yhat.grad, "derivative.yhat": _derivative(out, yhat)}


def bce_with_logits(work, y, u):
    out = work.bce_with_logits(y, u)
    return {"returned": out, "u.grad": u.grad, "derivative.u": _derivative(out, u)}


def _net(weight, bias):
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())
    net[0].weight.data = weight.clone()
    net[0].bias.data = bias.clone()
    return net


def _values(net):
    return {"weight": net[0].weight.detach().clone(), "bias": net[0].bias.detach().clone()}


def one_epoch_bce(work, x, y, weight, bias, lr):
    net = _net(weight, bias)
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(2):
        work.one_epoch_bce(net, optimizr, x, y)
    return _values(net)


def make_adam(work, weight, bias, lr):
    """Two updates: by gradients of very different sizes, then by none."""
    net = _net(weight, bias)
    optimizr = work.make_adam(net, lr)
    seen = {"returned": optimizr, "kind": "Adam" if isinstance(optimizr, torch.optim.Adam) else type(optimizr).__name__}
    if not isinstance(optimizr, torch.optim.Optimizer):
        return seen
    for moment, sizes in (("first", (2.0, -0.125)), ("second", (0.5, 0.0))):
        for parameter, size in zip(net.parameters(), sizes):
            parameter.grad = torch.full_like(parameter, size)
        optimizr.step()
        seen |= {f"{moment}.{name}": value for name, value in _values(net).items()}
    return seen


def fit_bce(work, x, y, weight, bias, **options):
    net = _net(weight, bias)
    work.fit_bce(net, x, y, **options)
    return _values(net)


def fit_adam(work, x, y, weight, bias, **options):
    net = _net(weight, bias)
    work.fit_adam(net, x, y, **options)
    return _values(net)
