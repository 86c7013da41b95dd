"""Data of week 7: two clouds in the plane, and some points far out."""

from __future__ import annotations

import torch


def clouds(seed: int, n: int, apart: float = 1.0) -> tuple[torch.Tensor, torch.Tensor]:
    """x (n, 2), and y (n, 1): which cloud each row is of."""
    made = torch.Generator().manual_seed(seed)
    y = torch.bernoulli(torch.full((n, 1), 0.45), generator=made)
    return torch.randn(n, 2, generator=made) + apart * (2 * y - 1), y


x, y = clouds(43052, 34)
x13, y13 = clouds(7, 13, apart=-0.7)
x123, y123 = clouds(20221019, 123, apart=0.6)
x123[[5, 117]] = torch.tensor([[61.3127, -0.4192], [-58.2291, 70.5133]])
# u = x0 - x1 is near 0 on either side, or far out
x_near = torch.tensor(
    [[0.0, 0.0], [0.3, 0.6], [3e-5, 0.0], [1000.2, 1000.1], [0.4, -0.1], [61.0, 55.5], [-55.5, -61.0], [1.0, 1.7], [2.0, 2.0]]
)
y_near = torch.tensor([[0.0], [1.0], [1.0], [1.0], [1.0], [1.0], [1.0], [0.0], [0.0]])
y_far = 40 * torch.randn(123, 1, generator=torch.Generator().manual_seed(3))  # where y is any number
y_far[[5, 122]] = torch.tensor([[-61.2713], [54.0031]])
x_far = x123.clone()
x_far[122] = torch.tensor([55.1273, -63.4409])
