"""Data of week 6: a bent line with noise, as the lecture draws it, and others that students have not seen."""

from __future__ import annotations

import torch


def bent(seed: int, n: int, at: float = 0.0, slope: float = 4.0) -> tuple[torch.Tensor, torch.Tensor]:
    """x sorted (n, 1), and y: flat, then a line, with noise."""
    made = torch.Generator().manual_seed(seed)
    x = torch.randn(n, generator=made).sort().values.reshape(n, 1)
    noise = torch.randn(n, 1, generator=made)
    return x, 2.5 + slope * torch.relu(x - at) + 0.3 * noise


x, y = bent(43052, 40)
x9, y9 = bent(20221012, 9)
# few, and near 0, where the fourth decimal of x shows
x_near, y_near = x[1::7], 0.1 * y[1::7]
# of more than a hundred, some far out on both sides
x117, y117 = bent(6, 117, at=-0.5, slope=-2.3)
x117[[3, 108]] = torch.tensor([[-61.2713], [57.3381]])
y117[[3, 108]] = torch.tensor([[66.4127], [-71.9053]])
x103, y103 = bent(7, 103, at=0.3, slope=1.7)
x103[[11, 101]] = torch.tensor([[53.1173], [-72.6081]])
y103[[11, 101]] = torch.tensor([[-58.2117], [64.0331]])


def beside_net(x: torch.Tensor, width: int, seed: int) -> torch.Tensor:
    """What the net of this seed gives, but for a little: its loss is small from the first epoch on."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1))
    return net(x).detach() + 0.05 * torch.cos(3 * x) + 0.02
