"""The lecture's seed, 43052 → data/regression.csv, bit for bit: x sorted, y = 2.5 + 4x + 0.5·noise.

`python data/make_regression.py` writes regression.csv beside this file; with an argument, it writes there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

# randn draws through the widest vector instructions of the machine, and they differ by one unit in the last place: the
# lecture's numbers are those of AVX2 (and wider). Must be set before torch is imported.
os.environ["ATEN_CPU_CAPABILITY"] = "avx2"

import torch

SEED = 43052
N = 100


def regression() -> tuple[torch.Tensor, torch.Tensor]:
    """x, y: each (100,) float32. Lecture 04wk, "Review: step1~4"."""
    torch.manual_seed(SEED)
    x, _ = torch.randn(N).sort()
    noise = 0.5 * torch.randn(N)
    design = torch.stack([torch.ones(N), x], dim=1)
    return x, design @ torch.tensor([2.5, 4.0]) + noise


def table(x: torch.Tensor, y: torch.Tensor) -> str:
    """The CSV's text: the shortest decimals that read back as the same float32."""
    rows = zip(x.numpy(), y.numpy(), strict=True)
    return "\n".join(["x,y", *(f"{a!s},{b!s}" for a, b in rows), ""])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("regression.csv")
    target.write_text(table(*regression()), encoding="utf-8", newline="\n")
