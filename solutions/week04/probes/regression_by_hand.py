"""The calls made of regression_by_hand.py: the lecture's data, start and rates, and hidden ones."""

from __future__ import annotations

import torch
from _shared import WHAT, WHAT_OTHER, X37, X, design, x, x37, y, y37

from autograder.assignment import leaf, probe

YHAT = design(x) @ WHAT
YHAT37 = design(x37) @ WHAT_OTHER
GRADIENT = 2 / 100 * X.T @ (YHAT - y)  # (-13.4225, 11.8893)

PROBES = (
    probe("load_regression", "lecture", table=torch.cat([x, y], dim=1)),
    probe("load_regression", "other_n", table=torch.cat([x37, y37], dim=1)),
    probe("design_matrix", "lecture", x=x),
    probe("design_matrix", "other_n", x=x37),
    probe("yhat", "lecture", X=X, What=leaf(WHAT)),
    probe("yhat", "other_n", X=X37, What=leaf(WHAT_OTHER)),
    probe("sse", "lecture", y=y, yhat=leaf(YHAT)),
    probe("sse", "other_n", y=y37, yhat=leaf(YHAT37)),
    probe("mse", "lecture", y=y, yhat=leaf(YHAT)),
    probe("mse", "other_n", y=y37, yhat=leaf(YHAT37)),
    probe("backward", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("backward", "other_n", X=X37, y=y37, What=leaf(WHAT_OTHER)),
    probe("update", "lecture", What=leaf(WHAT), gradient=GRADIENT, lr=0.1),
    probe("update", "other_lr", What=leaf(WHAT_OTHER), gradient=torch.tensor([[0.75], [-2.5]]), lr=0.03125),
    probe("fit_sse", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_sse", "other", X=X37, y=y37, What=leaf(WHAT_OTHER), lr=0.002, epochs=12),
    probe("fit_mse", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_mse", "other", X=X37, y=y37, What=leaf(WHAT_OTHER), lr=0.05, epochs=12),
)
