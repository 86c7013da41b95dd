"""The calls of optimizer.py: the lecture's, and hidden ones with another start, learning rate, n and number of epochs."""

from __future__ import annotations

import torch
from _shared import WHAT, WHAT_SMALL, X137, X, X_small, design, x, x137, x_small, y, y137, y_small

from autograder.assignment import leaf, probe

column = torch.tensor

# the lecture's start: w0 = -5, w1 = 10, in a net with a bias and in one without
with_bias = {"weight": column([[10.0]]), "bias": column([-5.0])}
without_bias = {"weight": WHAT.T.clone(), "bias": None}

# hidden: a hundred rows again (so that a fixed n costs one check only), some far out; another start
_k = torch.arange(100, dtype=torch.float64).reshape(-1, 1)
x100 = (_k * 37 % 100) / 31 - 1.6
x100[[3, 58]] = torch.tensor([[52.6180339], [-56.1142136]], dtype=torch.float64)
y100 = (1.75 - 0.5 * x100 + (_k * _k * 13 % 29 - 14) / 17).float()
x100 = x100.float()
X100 = design(x100)
# hidden: eleven rows near 0 and a start near the end, where the fourth decimal of y shows
_near = torch.arange(11, dtype=torch.float64).reshape(-1, 1)
x11 = ((_near * 7 % 11) / 7 - 0.6).float()
y11 = (1.75 - 0.5 * x11 + (_near * _near * 5 % 11 - 5) / 17).float()
X11 = design(x11)
other_start = {"weight": column([[61.7321]]), "bias": column([-57.3123])}
other_pair = column([[-57.3123, 61.7321]])

PROBES = (
    probe("make_sgd", "lecture", **with_bias, lr=0.1, slope=2.0),
    probe("make_sgd", "without_bias", **without_bias, lr=0.0003127, slope=-1.5),
    # one epoch, taken twice
    probe("one_epoch_sgd", "lecture", inputs=x, y=y, **with_bias, lr=0.1),
    probe("one_epoch_sgd", "other_start", inputs=x100, y=y100, **other_start, lr=0.0071),
    probe("one_epoch_sgd", "without_bias", inputs=X100, y=y100, weight=other_pair, bias=None, lr=0.0093),
    probe("one_epoch_sgd", "other_n", inputs=x137, y=y137, **other_start, lr=0.0071),
    # the loops
    probe("fit_sgd", "lecture", inputs=x, y=y, **with_bias),
    probe("fit_sgd", "other_start", inputs=x100, y=y100, **other_start, lr=0.0071, epochs=17),
    probe("fit_sgd", "without_bias", inputs=X100, y=y100, weight=other_pair, bias=None, lr=0.0093, epochs=9),
    probe("fit_sgd", "other_n", inputs=x137, y=y137, **other_start, lr=0.0073, epochs=5),
    probe("fit_sgd", "near", inputs=x11, y=y11, weight=column([[-0.4321]]), bias=column([1.6123]), lr=0.0712, epochs=7),
    probe("fit_sgd", "small", inputs=x_small, y=y_small, weight=column([[-0.0032]]), bias=column([0.0061]), lr=0.0937, epochs=8),
    probe("parameters_as_list", "linear", net="linear"),
    probe("parameters_as_list", "no_bias", net="no_bias"),
    probe("parameters_as_list", "two_layers", net="two_layers"),
    probe("fit_what_sgd", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_what_sgd", "other_start", X=X100, y=y100, What=leaf(other_pair.T), lr=0.0071, epochs=14),
    probe("fit_what_sgd", "other_n", X=X137, y=y137, What=leaf(other_pair.T), lr=0.0071, epochs=5),
    probe("fit_what_sgd", "near", X=X11, y=y11, What=leaf(column([[1.6123], [-0.4321]])), lr=0.0712, epochs=7),
    probe("fit_what_sgd", "small", X=X_small, y=y_small, What=leaf(WHAT_SMALL), lr=0.0937, epochs=7),
    probe("fit_b_w_sgd", "lecture", x=x, y=y, b=leaf(-5.0), w=leaf(10.0)),
    probe("fit_b_w_sgd", "other_start", x=x100, y=y100, b=leaf(-57.3123), w=leaf(61.7321), lr=0.0071, epochs=11),
    probe("fit_b_w_sgd", "other_n", x=x137, y=y137, b=leaf(58.2134), w=leaf(-63.4321), lr=0.0071, epochs=5),
    probe("fit_b_w_sgd", "near", x=x11, y=y11, b=leaf(1.6123), w=leaf(-0.4321), lr=0.0712, epochs=7),
    probe("fit_b_w_sgd", "small", x=x_small, y=y_small, b=leaf(0.0061), w=leaf(-0.0032), lr=0.0937, epochs=8),
)
