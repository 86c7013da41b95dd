"""How the calls of linear_layer.py are made: networks from numbers, and what they predict. Runs beside the student's code."""

import torch


def _net(weight, bias):
    net = torch.nn.Linear(weight.shape[1], 1, bias=bias is not None)
    with torch.no_grad():
        net.weight.copy_(weight)
        if bias is not None:
            net.bias.copy_(bias)
    return net


def _predicted(net, inputs):
    with torch.no_grad():
        return net(inputs)


def _trainable(net):
    """How many numbers training would move."""
    return sum(parameter.numel() for parameter in net.parameters() if parameter.requires_grad)


def _made(make, seed):
    torch.manual_seed(7)  # where the student's own seed is missing, the numbers must show it
    net = make(seed)
    kept = {name: getattr(net, name, None) for name in ("weight", "bias")}
    trained = [one.numel() for one in kept.values() if isinstance(one, torch.Tensor) and one.requires_grad]
    return {"returned": net, "trainable": sum(trained)} | kept


def net_with_bias(work, seed):
    return _made(work.net_with_bias, seed)


def net_without_bias(work, seed):
    return _made(work.net_without_bias, seed)


def set_line(work, weight, bias, w0, w1):
    net = _net(weight, bias)
    out = work.set_line(net, w0, w1)
    x = torch.tensor([[-2.0], [-0.5], [0.0], [1.0], [3.0]])
    inputs = x if net.in_features == 1 else torch.cat([torch.ones_like(x), x], dim=1)
    return {"returned": out, "predictions": _predicted(net, inputs), "trainable": _trainable(net)}


def get_line(work, weight, bias):
    out = work.get_line(_net(weight, bias))
    w0, w1 = out if isinstance(out, (tuple, list)) and len(out) == 2 else (None, None)
    return {"returned": out, "w0": w0, "w1": w1}


def predict_1d(work, weight, bias, x):
    return {"returned": work.predict_1d(_net(weight, bias), x)}


def drop_bias(work, weight, bias, X):
    out = work.drop_bias(_net(weight, bias))
    seen = {"returned": out, "predictions": _predicted(out, X), "trainable": _trainable(out)}
    with torch.no_grad():
        for value in (*out.buffers(), *(one for one in out.parameters() if not one.requires_grad)):
            value.add_(1)  # what is not trained, if it is added
    return seen | {"nudged": _predicted(out, X)}


def one_epoch(work, weight, bias, inputs, y, lr):
    """Twice, as a loop would: whether gradients pile up shows in the second epoch only."""
    net = _net(weight, bias)
    for _ in range(2):
        out = work.one_epoch(net, inputs, y, lr)
    return {"returned": out, "weight": net.weight, "bias": net.bias}


def fit_net(work, weight, bias, inputs, y, **options):
    net = _net(weight, bias)
    out = work.fit_net(net, inputs, y, **options)
    return {"returned": out, "weight": net.weight, "bias": net.bias}
