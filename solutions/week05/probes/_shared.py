"""Data of week 5: the toy example (x, and y drawn from a curve), and where the nets start."""

from __future__ import annotations

import torch


def toy(seed: int, n: int, w0: float = -1.0, w1: float = 5.0) -> tuple[torch.Tensor, torch.Tensor]:
    """x, n evenly spaced points, and y drawn from the curve (w0, w1)."""
    x = torch.linspace(-1, 1, n).reshape(n, 1)
    v = torch.sigmoid(w0 + w1 * x)
    return x, torch.bernoulli(v, generator=torch.Generator().manual_seed(seed))


x, y = toy(43052, 2000)
x_other, y_other = toy(20221005, 2000, 0.5, -3.0)
x60, y60 = toy(5, 60)
# some far out, for curves that are flat
x_far, y_far = toy(20221006, 1500, 0.5, -3.0)
x_far[[100, 777]] = torch.tensor([[53.6181], [-51.4142]])
x161, y161 = toy(6, 161, 0.5, -3.0)
x161[[20, 99]] = torch.tensor([[-52.7183], [54.1415]])
# near 1, where a curve far out, (55, -57), is steep
x_near = 0.93 + torch.arange(81).reshape(-1, 1) / 640
y_near = torch.bernoulli(torch.sigmoid(55 - 57 * x_near), generator=torch.Generator().manual_seed(7))

# all on the right side and sure of it: the loss is below a hundredth from the first epoch on
_sure = torch.arange(22, dtype=torch.float64).reshape(-1, 1)
x_sure = ((0.9 + (_sure * 7 % 22) / 101) * (-1) ** (_sure * 3 % 5)).float()
y_separate = (x_sure > 0).float()

lecture_start = {"weight": torch.tensor([[1.0]]), "bias": torch.tensor([-1.0])}
other_start = {"weight": torch.tensor([[-2.0]]), "bias": torch.tensor([0.75])}
flat_start = {"weight": torch.tensor([[0.0123]]), "bias": torch.tensor([0.7517])}
sure_start = {"weight": torch.tensor([[4.9123]]), "bias": torch.tensor([0.0137])}
