"""The calls of logistic.py: the lecture's, and hidden ones with other curves, starts, n and numbers of epochs."""

from __future__ import annotations

import torch
from _shared import x8, x137, y137

from autograder.assignment import leaf, probe


def toy(seed: int, n: int, w0: float = -1.0, w1: float = 5.0) -> tuple[torch.Tensor, torch.Tensor]:
    """The lecture's toy example: x, and y drawn from the curve (w0, w1)."""
    x = torch.linspace(-1, 1, n).reshape(n, 1)
    v = torch.sigmoid(w0 + w1 * x)
    return x, torch.bernoulli(v, generator=torch.Generator().manual_seed(seed))


def first_curve(x: torch.Tensor) -> torch.Tensor:
    """yhat before any training: w0 = -1, w1 = 1."""
    return torch.sigmoid(-1 + x)


x, y = toy(43052, 2000)
x_other, y_other = toy(20220928, 2000, 0.5, -3.0)
x_other[[100, 777]] = torch.tensor([[53.6181], [-51.4142]])  # far out, where the curve is flat
x60, y60 = toy(5, 60)
y_near = y60 / 3 + x60 / 7  # near 0, with more than four decimals

# all on the right side and sure of it: the loss is below a hundredth from the first epoch on
_sure = torch.arange(22, dtype=torch.float64).reshape(-1, 1)
x_sure = ((0.9 + (_sure * 7 % 22) / 101) * (-1) ** (_sure * 3 % 5)).float()
y_separate = (x_sure > 0).float()

u = torch.linspace(-6, 6, 100)
u_column = (torch.arange(121, dtype=torch.float64).reshape(-1, 1) * 37 % 121 / 17 - 3.1).float()
u_far = torch.tensor([-88.0, -60.0, -45.0, -30.0, -12.0, 0.0, 12.0, 30.0, 45.0, 60.0, 88.0])
u_tail = torch.tensor([-60.25, -33.5, -20.5, -13.25, -3.25, 0.75, 13.25, 20.5, 33.5, 60.25])

y7 = torch.tensor([[1.0], [0.0], [0.0], [1.0], [1.0], [0.0], [1.0]])
yhat7 = torch.tensor([[0.75], [0.125], [0.5625], [0.25], [0.9375], [0.375], [0.0625]])
y_sure = torch.tensor([[1.0], [0.0], [0.0], [1.0], [0.0], [1.0]])
yhat_sure = torch.tensor([[0.999], [0.001], [0.998], [0.002], [0.5], [0.995]])

lecture_start = {"weight": torch.tensor([[1.0]]), "bias": torch.tensor([-1.0])}
other_start = {"weight": torch.tensor([[-2.0]]), "bias": torch.tensor([0.75])}
flat_start = {"weight": torch.tensor([[0.0123]]), "bias": torch.tensor([0.7517])}
sure_start = {"weight": torch.tensor([[4.9123]]), "bias": torch.tensor([0.0137])}

PROBES = (
    probe("sigmoid", "lecture", u=u),
    probe("sigmoid", "column", u=u_column),
    probe("sigmoid", "single", u=torch.tensor(1.5)),
    probe("sigmoid", "far_out", u=u_far, shadow=False),
    probe("sigmoid", "tail", u=u_tail),
    probe("success_probability", "lecture", x=x, w0=-1, w1=5),
    probe("success_probability", "other_curve", x=x137, w0=0.5123, w1=-0.2345),
    probe("success_probability", "first_curve", x=x60, w0=-1.0, w1=1.0),
    *(
        made
        for loss in ("bce", "bce_sum")
        for made in (
            probe(loss, "lecture", y=y, yhat=leaf(first_curve(x))),
            probe(loss, "other_n", y=y7, yhat=leaf(yhat7)),
            probe(loss, "sure", y=y_sure, yhat=leaf(yhat_sure), shadow=False),
        )
    ),
    probe("toy_frame", "lecture"),
    probe("toy_data", "lecture", seed=43052),
    probe("toy_data", "other_n", seed=11, n=600),
    probe("logistic_net", "lecture", w0=-1, w1=1, x=x60),
    probe("logistic_net", "other_curve", w0=2.5123, w1=-0.7541, x=x8),
    *(
        made
        for fit in ("fit_logistic_mse", "fit_logistic_bce")
        for made in (
            # the long one last: a loop that runs out of time there has shown itself in the others
            probe(fit, "other_start", x=x_other, y=y_other, **flat_start, lr=0.0113, epochs=40),
            probe(fit, "other_n", x=x60, y=y60, **other_start, lr=0.25, epochs=6),
            probe(fit, "small", x=x_sure, y=y_separate, **sure_start, lr=1.7, epochs=7),
            probe(fit, "default_lr", x=x60, y=y60, **other_start, epochs=5),  # in double: lr=0.10001 shows
            probe(fit, "lecture", x=x, y=y, **lecture_start, shadow=False),
        )
    ),
    probe("plot_fit", "near", x=x60, y=y_near, yhat=leaf(first_curve(x60)), shadow=False),
    probe("plot_fit", "other", x=x137, y=y137, yhat=0.5 + 1.5 * x137, shadow=False),
)
