"""How the exercises of logistic.py are called, where that is more than a plain call."""

import torch


def _derivative(values, leaf):
    """Of the first value, twice the second, three times the third and so on, in the leaf; None where there is no graph."""
    if not isinstance(values, torch.Tensor) or not values.requires_grad:
        return None
    counted = values.reshape(-1) * torch.arange(1, values.numel() + 1)
    return torch.autograd.grad(counted.sum(), [leaf], allow_unused=True)[0]


def sigmoid(work, u):
    """The smallest value by itself, too: it is compared on its own scale, not on that of the largest."""
    out = work.sigmoid(u)
    return {"returned": out, "smallest": out.min() if isinstance(out, torch.Tensor) and out.numel() else None}


def bce(work, y, yhat):
    out = work.bce(y, yhat)
    return {"returned": out, "yhat.grad": yhat.grad, "derivative.yhat": _derivative(out, yhat)}


def bce_sum(work, y, yhat):
    out = work.bce_sum(y, yhat)
    return {"returned": out, "yhat.grad": yhat.grad, "derivative.yhat": _derivative(out, yhat)}


def toy_data(work, seed, **options):
    returned = work.toy_data(seed, **options)
    seen = {"returned": returned, **dict(zip(("x", "v", "y"), returned))}
    seen["again"] = work.toy_data(seed, **options)[2]
    seen["other"] = work.toy_data(seed + 1, **options)[2]
    return seen


def logistic_net(work, w0, w1, x):
    net = work.logistic_net(w0, w1)
    yhat = net(x)
    seen = {"kind": "Module" if isinstance(net, torch.nn.Module) else type(net).__name__, "yhat": yhat}
    trained = [p for p in getattr(net, "parameters", list)() if p.requires_grad]
    slopes = torch.autograd.grad(yhat.sum(), trained, allow_unused=True) if trained else ()
    return seen | {"trained": sum(slope.numel() for slope in slopes if slope is not None)}


def _net(weight, bias):
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())
    net[0].weight.data = weight.clone()
    net[0].bias.data = bias.clone()
    return net


def _values(net):
    return {"weight": net[0].weight.detach().clone(), "bias": net[0].bias.detach().clone()}


def fit_logistic_mse(work, x, y, weight, bias, **options):
    net = _net(weight, bias)
    work.fit_logistic_mse(net, x, y, **options)
    return _values(net)


def fit_logistic_bce(work, x, y, weight, bias, **options):
    net = _net(weight, bias)
    work.fit_logistic_bce(net, x, y, **options)
    return _values(net)


def plot_fit(work, x, y, yhat):
    """For each point that should be drawn, the nearest one that was: an observation as a dot, a fitted value on any line or dot."""
    from matplotlib import pyplot as plt
    from matplotlib.collections import PathCollection

    _, ax = plt.subplots()
    _, _ = plt.subplots()
    work.plot_fit(ax, x, y, yhat)
    lines = [(line, torch.tensor(line.get_xydata(), dtype=x.dtype)) for line in ax.get_lines()]
    dots = [torch.tensor(found.get_offsets().tolist(), dtype=x.dtype) for found in ax.collections if isinstance(found, PathCollection)]
    dots += [points for line, points in lines if line.get_marker() not in ("None", "", " ", None)]
    every = dots + [points for _, points in lines]
    plt.close("all")
    points, line = _nearest(torch.cat([x, y], 1), dots), _nearest(torch.cat([x, yhat.detach()], 1), every)
    return {"points": points, "line": line, "yhat.grad": yhat.grad}


def _nearest(wanted, drawn):
    if not drawn:
        return None
    every = torch.cat([xy.reshape(-1, 2) for xy in drawn])
    return every[torch.cdist(wanted, every, compute_mode="donot_use_mm_for_euclid_dist").argmin(dim=1)]
