"""The calls made of four_steps.py: the lecture's data, start and rate, and hidden ones."""

from __future__ import annotations

import torch
from _shared import WHAT, WHAT_NEAR, WHAT_OTHER, WHAT_SMALL, X137, X1096, X, X_small, y, y137, y1096, y_small

from autograder.assignment import leaf, probe

YHAT = X @ WHAT
YHAT137 = X137 @ WHAT_OTHER
GROWING = 2.1 / float(2 * (X137.T @ X137).diagonal().max())  # a rate with which the loss grows
GRADIENT = 2 * X.T @ (YHAT - y)  # (-1342.25, 1188.93)

PROBES = (
    probe("yhat", "lecture", X=X, What=leaf(WHAT)),
    probe("yhat", "other_n", X=X137, What=leaf(WHAT_OTHER)),
    probe("sse", "lecture", y=y, yhat=leaf(YHAT)),
    probe("sse", "other_n", y=y137, yhat=leaf(YHAT137)),
    probe("gradient_by_hand", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("gradient_by_hand", "other_n", X=X1096, y=y1096, What=leaf(WHAT_NEAR)),
    probe("backward", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("backward", "other_n", X=X137, y=y137, What=leaf(WHAT_OTHER)),
    probe("update", "lecture", What=leaf(WHAT), gradient=GRADIENT, lr=0.001),
    probe("update", "other_lr", What=leaf(WHAT_OTHER), gradient=torch.tensor([[0.2345], [-72.3456]]), lr=1.3123),
    probe("one_epoch", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("one_epoch", "other", X=X137, y=y137, What=leaf(WHAT_OTHER), lr=0.00007),
    probe("fit", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit", "other", X=X137, y=y137, What=leaf(WHAT_OTHER), lr=GROWING, epochs=12),
    probe("fit", "small", X=X_small, y=y_small, What=leaf(WHAT_SMALL), lr=0.0043, epochs=13),
)
