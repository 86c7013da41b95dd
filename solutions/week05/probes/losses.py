"""The calls of losses.py."""

from __future__ import annotations

import torch
from _shared import x, x161, x_near, y, y161, y_near

from autograder.assignment import probe

# far from 0 on opposite sides, so that the curves stay within reach; more than a hundred, with more than four decimals
w0s_far = 54.31247 + torch.arange(103) / 171
w1s_far = 54.13573 + torch.arange(107) / 173

PROBES = (
    probe("loss_surface", "long_w0s", x=x_near, y=y_near, w0s=w0s_far, w1s=torch.tensor([-56.71828, -55.41421, -57.30517])),
    probe("loss_surface", "long_w1s", x=x_near, y=y_near, w0s=torch.tensor([-55.61803, -57.02418]), w1s=w1s_far),
    probe("loss_surface", "other_n", x=x161, y=y161, w0s=torch.tensor([0.5123, -7.3127]), w1s=torch.tensor([0.0213, 0.1025, -0.0931])),
    probe("compare_losses", "lecture", w0=-3.0, w1=-1.0, x=x, y=y),
    probe("compare_losses", "other_start", w0=54.7518, w1=-56.2173, x=x_near, y=y_near, lr=0.25, epochs=15),
    probe("compare_losses", "other_n", w0=0, w1=0.0123, x=x161, y=y161, lr=0.003, epochs=7),
)
