"""How the exercises of logistic.py are called, where that is more than a plain call."""

import torch


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
    """For each point that should be drawn, the nearest one that was, by whatever line or collection."""
    from matplotlib import pyplot as plt

    _, ax = plt.subplots()
    _, _ = plt.subplots()
    work.plot_fit(ax, x, y, yhat)
    drawn = [torch.tensor(line.get_xydata(), dtype=x.dtype) for line in ax.get_lines()]
    drawn += [torch.tensor(dots.get_offsets().data, dtype=x.dtype) for dots in ax.collections]
    plt.close("all")
    if not drawn:
        return {}
    every = torch.cat([xy.reshape(-1, 2) for xy in drawn])

    def nearest(wanted):
        return every[torch.cdist(wanted, every, compute_mode="donot_use_mm_for_euclid_dist").argmin(dim=1)]

    return {"points": nearest(torch.cat([x, y], 1)), "line": nearest(torch.cat([x, yhat.detach()], 1))}
