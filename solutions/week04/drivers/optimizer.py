"""How the exercises of optimizer.py are called: on nets that are made here, and looked at afterwards."""

import torch


def _linear(weight, bias):
    net = torch.nn.Linear(weight.shape[1], 1, bias=bias is not None)
    net.weight.data = weight.clone()
    if bias is not None:
        net.bias.data = bias.clone()
    return net


def _values(net):
    return {name: parameter.detach().clone() for name, parameter in net.named_parameters()}


def make_sgd(work, weight, bias, lr, slope):
    net = _linear(weight, bias)
    optimizr = work.make_sgd(net, lr)
    seen = {"returned": optimizr, "kind": "SGD" if isinstance(optimizr, torch.optim.SGD) else type(optimizr).__name__}
    if not isinstance(optimizr, torch.optim.Optimizer):
        return seen
    for moment, size in (("moved", slope), ("rested", 0.0)):
        for parameter in net.parameters():
            parameter.grad = torch.full_like(parameter, size)
        optimizr.step()
        seen |= {f"{moment}.{name}": value for name, value in _values(net).items()}
    return seen


def one_epoch_sgd(work, inputs, y, weight, bias, lr):
    net = _linear(weight, bias)
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    seen = {}
    for epoc in (1, 2):
        work.one_epoch_sgd(net, optimizr, inputs, y)
        seen |= {f"{name}.{epoc}": value for name, value in _values(net).items()}
    return seen | _values(net)


def fit_sgd(work, inputs, y, weight, bias, **options):
    net = _linear(weight, bias)
    work.fit_sgd(net, inputs, y, **options)
    return _values(net)


def parameters_as_list(work, net):
    made = {
        "linear": lambda: torch.nn.Linear(1, 1),
        "no_bias": lambda: torch.nn.Linear(2, 1, bias=False),
        "two_layers": lambda: torch.nn.Sequential(torch.nn.Linear(1, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)),
    }[net]()
    given = work.parameters_as_list(made)
    if not isinstance(given, (list, tuple)):
        return {"kind": type(given).__name__, "holds": ""}
    own = {id(parameter): name for name, parameter in made.named_parameters()}
    return {"kind": type(given).__name__, "holds": ", ".join(own.get(id(one), f"({type(one).__name__})") for one in given)}


def fit_what_sgd(work, X, y, What, **options):
    work.fit_what_sgd(X, y, What, **options)
    return {"What": What.detach().clone()}


def fit_b_w_sgd(work, x, y, b, w, **options):
    work.fit_b_w_sgd(x, y, b, w, **options)
    return {"b": b.detach().clone(), "w": w.detach().clone()}
