"""The calls made of four_steps.py: the lecture's data, start and rate, and hidden ones."""

from __future__ import annotations

import torch
from _shared import WHAT, WHAT_OTHER, X37, X, y, y37

from autograder.assignment import leaf, probe

YHAT = X @ WHAT
YHAT37 = X37 @ WHAT_OTHER
GRADIENT = 2 * X.T @ (YHAT - y)  # (-1342.25, 1188.93)

PROBES = (
    probe("yhat", "lecture", X=X, What=leaf(WHAT)),
    probe("yhat", "other_n", X=X37, What=leaf(WHAT_OTHER)),
    probe("sse", "lecture", y=y, yhat=leaf(YHAT)),
    probe("sse", "other_n", y=y37, yhat=leaf(YHAT37)),
    probe("gradient_by_hand", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("gradient_by_hand", "other_n", X=X37, y=y37, What=leaf(WHAT_OTHER)),
    probe("backward", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("backward", "other_n", X=X37, y=y37, What=leaf(WHAT_OTHER)),
    probe("update", "lecture", What=leaf(WHAT), gradient=GRADIENT, lr=0.001),
    probe("update", "other_lr", What=leaf(WHAT_OTHER), gradient=torch.tensor([[0.75], [-2.5]]), lr=0.03125),
    probe("one_epoch", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("one_epoch", "other", X=X37, y=y37, What=leaf(WHAT_OTHER), lr=0.002),
    probe("fit", "lecture", X=X, y=y, What=leaf(WHAT)),
    probe("fit", "other", X=X37, y=y37, What=leaf(WHAT_OTHER), lr=0.002, epochs=12),
)
