"""The calls of layers.py: x is seen first, then x_again, so that what is remembered is that of the last forward."""

from __future__ import annotations

import torch
from _shared import drawn, far

from autograder.assignment import leaf, probe

u = torch.tensor([[-2.0, 0.0, 0.5], [1.25, -0.125, 3.0]])
edge = far(31, 123, 2)
edge[[2, 40], 1] = 0.0
edge[[5, 121], [1, 0]] = torch.tensor([1.5, 2.0])  # where the gradient is far out
steep = 4 * drawn(18, 123, 2)
steep[[5, 121], [0, 1]] = torch.tensor([0.31, -0.17])  # where the gradient is far out

PROBES = (
    probe("Linear", "lecture", W=drawn(1, 2, 3), b=drawn(2, 3), x=drawn(3, 6, 2), gradient=drawn(4, 6, 3)),
    probe("Linear", "other_n", W=far(11, 103, 104), b=far(12, 104, 1)[:, 0], x=far(13, 123, 103), gradient=far(14, 123, 104)),
    probe("Relu", "lecture", u=u, gradient=drawn(5, 2, 3)),
    probe("Relu", "other_n", u=edge, gradient=far(15, 123, 2).flip(1)),
    probe("Mse", "lecture", yhat=drawn(6, 6, 1), y=drawn(7, 6, 1)),
    probe("Mse", "other_n", yhat=far(16, 123, 3), y=far(17, 123, 3).flip(1)),
    probe("Mse", "far", yhat=torch.tensor([[301.2713], [-250.5]]), y=torch.tensor([[1.5], [2.25]])),
    probe("Sigmoid", "lecture", u=leaf(u), weight=drawn(8, 2, 3)),
    probe("Sigmoid", "other_n", u=leaf(steep), weight=10 * far(19, 123, 2)),
)
