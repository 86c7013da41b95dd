"""The calls of convolution.py. Tall images: their rows are told from their columns."""

from __future__ import annotations

import torch
from _shared import kernel_far, tall

from autograder.assignment import probe

x45 = torch.tensor([[0.0, 1, 2, 0, 3], [4, 0, 1, 1, 0], [2, 2, 0, 5, 1], [0, 3, 1, 0, 2]])

PROBES = (
    probe("out_size", "lecture", n=8, kernel=3),
    probe("out_size", "stride", n=28, kernel=5, stride=2),
    probe("out_size", "padding", n=8, kernel=3, stride=1, padding=600),
    probe("out_size", "both", n=127, kernel=8, stride=3, padding=2),
    probe("convolve", "lecture", x=x45, kernel=torch.tensor([[1.0, -1.0], [0.5, 2.0]])),
    probe("convolve", "other", x=tall, kernel=kernel_far),
    probe("convolve", "whole", x=x45 / 71, kernel=(x45 + 0.5) / 7),
    probe("convolve", "tall", x=tall, kernel=tall[14:, 2:] / 7),
    probe("max_pool", "lecture", x=x45[:, :4]),
    probe("max_pool", "odd", x=x45 - 7),
    probe("max_pool", "other", x=torch.cat([tall, -tall, tall - 57.5], dim=1), size=3),
)
