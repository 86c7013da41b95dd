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

# hidden: 137 rows, not sorted, not centred, some far out; no number is one of half precision or of four decimals
_k = torch.arange(137, dtype=torch.float64).reshape(-1, 1)
x137 = (_k * 53 % 137) / 31 - 2.3
x137[[7, 71, 104]] = torch.tensor([[53.6180339], [-51.4142136], [-57.7182818]], dtype=torch.float64)
y137 = (-1.3 + 1.7 * x137 + (_k * _k * 11 % 23 - 11) / 17).float()
x137 = x137.float()
X137 = design(x137)
# as many again, eight times, nowhere quite the same
X1096 = design(torch.cat([x137 + k / 13 for k in range(8)]))
y1096 = torch.cat([y137 - k / 7 for k in range(8)])

# so small that every loss is below a hundredth: 23 rows and a start beside them
_small = torch.arange(23, dtype=torch.float64).reshape(-1, 1)
x_small = (_small * 7 % 23) / 11 - 0.9
y_small = (0.0104 * x_small - 0.0058 + (_small * _small * 5 % 23 - 11) / 7919).float()
x_small = x_small.float()
X_small = design(x_small)

# starts and guesses
WHAT = torch.tensor([[-5.0], [10.0]])  # the lecture's
WHAT_OTHER = torch.tensor([[-57.3123], [61.7321]])
WHAT_NEAR = torch.tensor([[1.5123], [-0.2541]])
WHAT_SMALL = torch.tensor([[0.0061], [-0.0032]])
