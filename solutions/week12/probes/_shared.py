"""Data of week 12: small matrices, and others of more rows with some numbers far out."""

from __future__ import annotations

import torch


def drawn(seed: int, *shape: int) -> torch.Tensor:
    """Normal numbers of that shape."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def far(seed: int, n: int, columns: int) -> torch.Tensor:
    """The same, with one number far out on either side."""
    made = drawn(seed, n, columns)
    made[5, 0], made[n - 2, columns - 1] = 61.2713, -57.3381
    return made


def bent(x: torch.Tensor, seed: int) -> torch.Tensor:
    """y (n, 1): a bent line of the first column, with noise."""
    return 1.5 + 2.0 * torch.relu(x[:, :1]) + 0.3 * drawn(seed, len(x), 1)


x, x123 = drawn(43052, 12, 2), far(7, 123, 3)
y, y123 = bent(x, 1), bent(x123, 2)
y_far = y123.clone()
y_far[7] = -57.0127
x117 = drawn(8, 117, 3)
y117 = bent(x117, 9)
two_layers = {"W1": drawn(1, 2, 4), "b1": drawn(2, 4), "W2": drawn(3, 4, 1), "b2": drawn(4, 1)}
wider = {"W1": 0.5 * drawn(5, 3, 6), "b1": 0.5 * drawn(6, 6), "W2": 0.5 * drawn(7, 6, 1), "b2": drawn(8, 1)}

x_edge = drawn(51, 14, 2)
x_edge[3] = 0.0
edge = {"W1": drawn(1, 2, 4), "b1": torch.tensor([0.0, 0.0, 0.3, -0.3]), "W2": drawn(3, 4, 1), "b2": torch.tensor([-57.3127])}
x_wide, y_wide = far(41, 117, 103), far(42, 117, 1)
y_wide[115] = 61.0713
wide = {"W1": far(43, 103, 104), "b1": far(44, 104, 1)[:, 0].clone(), "W2": far(45, 104, 1), "b2": torch.tensor([61.2713])}
wide["b1"][3] = wide["W2"][3, 0] = 61.0713
y_wide[7] = -57.0127
