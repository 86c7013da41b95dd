"""The calls made of regression_by_hand.py: the lecture's data, start and rates, and hidden ones."""

from __future__ import annotations

import torch
from _shared import WHAT, WHAT_OTHER, WHAT_SMALL, X137, X, X_small, design, x, x137, y, y137, y_small

from autograder.assignment import leaf, probe

YHAT = design(x) @ WHAT
YHAT137 = design(x137) @ WHAT_OTHER
GRADIENT = 2 / 100 * X.T @ (YHAT - y)  # (-13.4225, 11.8893)

PROBES = (
    probe("load_regression", "lecture", table=torch.cat([x, y], dim=1)),
    probe("load_regression", "other_n", table=torch.cat([x137, y137], dim=1)[[*range(137), 71, 5]]),
    probe("design_matrix", "lecture", x=x),
    probe("design_matrix", "other_n", x=x137),
    probe("yhat", "lecture", X=X, What=leaf(WHAT)),
    probe("yhat", "other_n", X=X137, What=leaf(WHAT_OTHER)),
    probe("sse", "lecture", y=y, yhat=leaf(YHAT)),
    probe("sse", "other_n", y=y137, yhat=leaf(YHAT137)),
    probe("mse", "lecture", y=y, yhat=leaf(YHAT)),
    probe("mse", "other_n", y=y137, yhat=leaf(YHAT137)),
    probe("backward", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("backward", "other_n", X=X137, y=y137, What=leaf(WHAT_OTHER)),
    probe("update", "lecture", What=leaf(WHAT), gradient=GRADIENT, lr=0.1),
    probe("update", "other_lr", What=leaf(WHAT_OTHER), gradient=torch.tensor([[61.2345], [-72.3456]]), lr=0.0123),
    probe("fit_sse", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_sse", "other", X=X137, y=y137, What=leaf(WHAT_OTHER), lr=0.00007, epochs=12),
    probe("fit_sse", "small", X=X_small, y=y_small, What=leaf(WHAT_SMALL), lr=0.0043, epochs=13),
    probe("fit_mse", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit_mse", "other", X=X137, y=y137, What=leaf(WHAT_OTHER), lr=0.0083, epochs=12),
    probe("fit_mse", "small", X=X_small, y=y_small, What=leaf(WHAT_SMALL), lr=0.0937, epochs=13),
)
