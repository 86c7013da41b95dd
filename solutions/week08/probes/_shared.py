"""Data of week 8: the images that students get, and others that they have not seen."""

from __future__ import annotations

import csv
from pathlib import Path

import torch

SHAPES = next(
    csv_file for folder in Path(__file__).resolve().parents if (csv_file := folder / "data" / "shapes.csv").is_file()
)
with SHAPES.open(encoding="utf-8", newline="") as _rows:
    table = torch.tensor([[int(value) for value in row] for row in list(csv.reader(_rows))[1:]])
X = (table[:, 1:] / 9).reshape(-1, 1, 8, 8)
labels = table[:, 0]


def _drawn(seed: int, *shape: int, scale: float = 1.0) -> torch.Tensor:
    return scale * torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def _labels(seed: int, n: int, classes: int) -> torch.Tensor:
    return torch.randint(classes, (n,), generator=torch.Generator().manual_seed(seed))


# hidden: more than a hundred, some numbers far out
X117 = _drawn(8, 117, 1, 8, 8)
X117[[3, 108], 0, 4, 4] = torch.tensor([-61.27134, 57.33812])
labels3 = _labels(9, 117, 3)
tall = _drawn(10, 117, 4)
tall[[5, 111], 2] = torch.tensor([-71.90531, 66.41273])
kernel_far = torch.tensor([[52.31247, 0.71313, -1.25313], [0.31713, -58.22917, 2.12513]])
u117, labels117 = _drawn(11, 117, 4, scale=3.0), _labels(11, 117, 4)
u117[[7, 112]] = torch.tensor([[61.31271, 55.12733, -70.51332, 60.41927], [-61.12733, -55.44091, -63.51332, -57.22917]])
predicted117 = _labels(12, 117, 4)
grey117 = torch.randint(10, (117, 64), generator=torch.Generator().manual_seed(13))
table117 = torch.cat([_labels(14, 117, 3).reshape(-1, 1), grey117.clamp(max=8)], dim=1)  # none of the brightest: 9 is 1 all the same
weight = _drawn(15, 3, 64)
# the first three pixels are the scores: nearly the same, or far out
X_near = torch.zeros(5, 1, 8, 8)
X_near[:, 0, 0, :3] = torch.tensor(
    [[1.00002, 1.00003, 1.0], [60.5, 61.5, 59.0], [-61.5, -60.5, -71.0], [0.00001, 0.00002, 0.00003], [2.0, -1.0, 0.5]]
)
