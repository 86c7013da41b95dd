"""data/regression.csv → the lecture's x, y, X; and hidden data of other lengths, exact in float32 and in decimals."""

from __future__ import annotations

import csv
from pathlib import Path

import torch

REGRESSION = next(
    csv_file for folder in Path(__file__).resolve().parents if (csv_file := folder / "data" / "regression.csv").is_file()
)


def design(x: torch.Tensor) -> torch.Tensor:
    """x (n, 1) → [1, x] (n, 2)."""
    return torch.cat([torch.ones_like(x), x], dim=1)


def _column(name: str) -> torch.Tensor:
    with REGRESSION.open(encoding="utf-8", newline="") as rows:
        return torch.tensor([[float(row[name])] for row in csv.DictReader(rows)], dtype=torch.float32)


# the lecture's: 100 rows
x = _column("x")
y = _column("y")
X = design(x)

# hidden: 37 rows, not sorted, not centred; every number is a multiple of 1/16
_k = torch.arange(37, dtype=torch.float32).reshape(-1, 1)
x37 = (_k * 17 % 37) / 8 - 1.75
y37 = -1.25 + 1.75 * x37 + (_k * _k * 11 % 23 - 11) / 16
X37 = design(x37)

# hidden: 137 rows, not sorted, not centred, some far out; no number is one of half precision or of four decimals
_j = torch.arange(137, dtype=torch.float64).reshape(-1, 1)
x137 = (_j * 53 % 137) / 31 - 2.3
x137[[7, 71, 104]] = torch.tensor([[53.6180339], [-51.4142136], [-57.7182818]], dtype=torch.float64)
y137 = (-1.3 + 1.7 * x137 + (_j * _j * 11 % 23 - 11) / 17).float()
x137 = x137.float()
X137 = design(x137)

# hidden: 8 rows, few enough to print; and a single row
x8 = torch.tensor([[-1.5], [0.25], [2.0], [-0.5], [1.25], [0.75], [-2.0], [3.0]])
y8 = torch.tensor([[4.0], [1.5], [-2.25], [2.0], [-1.0], [0.5], [5.25], [-4.0]])
X8 = design(x8)
x1 = torch.tensor([[1.5]])
y1 = torch.tensor([[-0.75]])
X1 = design(x1)

# so small that every loss is below a hundredth: 23 rows and a start beside them
_small = torch.arange(23, dtype=torch.float64).reshape(-1, 1)
x_small = (_small * 7 % 23) / 11 - 0.9
y_small = (0.0104 * x_small - 0.0058 + (_small * _small * 5 % 23 - 11) / 7919).float()
x_small = x_small.float()
X_small = design(x_small)

# starts and guesses
WHAT = torch.tensor([[-5.0], [10.0]])  # the lecture's
WHAT_OTHER = torch.tensor([[-57.3123], [61.7321]])
WHAT_SMALL = torch.tensor([[0.0061], [-0.0032]])
