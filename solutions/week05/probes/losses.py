"""The calls of losses.py."""

from __future__ import annotations

import torch
from _shared import x, x161, x_other, y, y161, y_other

from autograder.assignment import probe

PROBES = (
    probe("loss_surface", "lecture", x=x, y=y, w0s=torch.linspace(-5, 3, 5), w1s=torch.linspace(-1, 10, 4)),
    probe("loss_surface", "other_n", x=x161, y=y161, w0s=torch.tensor([0.5123, -1.2541]), w1s=torch.tensor([0.0213, 0.1025, -0.0931])),
    probe("compare_losses", "lecture", w0=-3.0, w1=-1.0, x=x, y=y),
    probe("compare_losses", "other_start", w0=0.75, w1=-2.0, x=x_other, y=y_other, lr=0.25, epochs=15),
    probe("compare_losses", "other_n", w0=0, w1=0.0123, x=x161, y=y161, lr=0.003, epochs=7),
)
