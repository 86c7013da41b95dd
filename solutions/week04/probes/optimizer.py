"""The calls of optimizer.py: the lecture's, and hidden ones with another start, learning rate, n and number of epochs."""

from __future__ import annotations

import torch
from _shared import WHAT, X37, X, design, x, x8, x37, y, y8, y37

from autograder.assignment import leaf, probe

column = torch.tensor

# the lecture's start: w0 = -5, w1 = 10, in a net with a bias and in one without
with_bias = {"weight": column([[10.0]]), "bias": column([-5.0])}
without_bias = {"weight": WHAT.T.clone(), "bias": None}

# hidden: a hundred rows again (so that a fixed n costs one check only), another start
_k = torch.arange(100, dtype=torch.float32).reshape(-1, 1)
x100 = (_k * 37 % 100) / 32 - 1.5
y100 = 1.75 - 0.5 * x100 + (_k * _k * 13 % 29 - 14) / 16
X100 = design(x100)
other_start = {"weight": column([[-0.75]]), "bias": column([2.5])}

PROBES = (
    probe("make_sgd", "lecture", **with_bias, lr=0.1, slope=2.0),
    probe("make_sgd", "without_bias", **without_bias, lr=0.03125, slope=-1.5),
    # one epoch, taken twice
    probe("one_epoch_sgd", "lecture", inputs=x, y=y, **with_bias, lr=0.1),
    probe("one_epoch_sgd", "other_start", inputs=x100, y=y100, **other_start, lr=0.0625),
    probe("one_epoch_sgd", "without_bias", inputs=X100, y=y100, weight=column([[1.5, -2.0]]), bias=None, lr=0.25),
    probe("one_epoch_sgd", "other_n", inputs=x37, y=y37, **other_start, lr=0.0625),
    # the loops
    probe("fit_sgd", "lecture", inputs=x, y=y, **with_bias),
    probe("fit_sgd", "other_start", inputs=x100, y=y100, **other_start, lr=0.0625, epochs=17),
    probe("fit_sgd", "without_bias", inputs=X100, y=y100, weight=column([[1.5, -2.0]]), bias=None, lr=0.25, epochs=9),
    probe("fit_sgd", "other_n", inputs=x8, y=y8, **other_start, lr=0.0625, epochs=5),
    probe("parameters_as_list", "linear", net="linear"),
    probe("parameters_as_list", "no_bias", net="no_bias"),
    probe("parameters_as_list", "two_layers", net="two_layers"),
    probe("fit_what_sgd", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_what_sgd", "other_start", X=X100, y=y100, What=leaf([[2.5], [-0.75]]), lr=0.0625, epochs=14),
    probe("fit_what_sgd", "other_n", X=X37, y=y37, What=leaf([[2.5], [-0.75]]), lr=0.0625, epochs=5),
    probe("fit_b_w_sgd", "lecture", x=x, y=y, b=leaf(-5.0), w=leaf(10.0)),
    probe("fit_b_w_sgd", "other_start", x=x100, y=y100, b=leaf(2.5), w=leaf(-0.75), lr=0.0625, epochs=11),
    probe("fit_b_w_sgd", "other_n", x=x37, y=y37, b=leaf(2.5), w=leaf(-0.75), lr=0.0625, epochs=5),
)
