"""A native run and its shadow that part → do the solution's there?

At a yhat within a few units of 1 a BCE has no digits left in single precision, whoever wrote it: natively no value is right
there. Whoever's runs part no earlier than the solution's, from the same parameters, and by no more than these, is judged by
the shadow.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

import torch

from autograder.judge.tape_columns import TapeColumns, sized
from autograder.model import Tape

Replay = Callable[[dict[str, torch.Tensor], bool], Tape]
"""The solution's first epoch from these parameters, natively or in the shadow."""
MORE = 16.0
"""So many times as far apart as the solution's may a student's two values be: another formula rounds otherwise."""
_JUDGED = "yhat", "loss", "slope", "gradient"


def part_alike(native: Tape, shadow: Tape, most: float, replay: Replay) -> bool:
    """True where both runs part as the solution's do; `most` of a size is no parting."""
    if native.loops:
        return False
    mine = TapeColumns(native), TapeColumns(shadow)
    parted = [(*found, q) for q in mine[1].quantities if (found := _parting(*mine, q, most)) is not None]
    epoch = min((epoch for epoch, *_ in parted), default=None)
    before = mine[0].by_parameter("before", epoch) if epoch is not None else {}
    first = [(apart, size, q) for at, apart, size, q in parted if at == epoch and q.partition(".")[0] in _JUDGED]
    if not first or not before or not all(bool(torch.isfinite(row).all()) for row in before.values()):
        return False
    right = [TapeColumns(replay(before, single)) for single in (True, False)]
    return all(_explains(right, q.replace("slope.", "gradient."), apart, most * size) for apart, size, q in first)


def _parting(native: TapeColumns, shadow: TapeColumns, quantity: str, most: float) -> tuple[int, float, float] | None:
    """The first epoch in which a quantity parts, how far, and its size."""
    every = [sized(values).double() for values in shadow.values(quantity) if values.numel()]
    size = max([float(values.nan_to_num(posinf=0.0).max()) for values in every], default=0.0)
    for epoch in shadow.epochs(quantity):
        mine, other = native.row(quantity, epoch), shadow.row(quantity, epoch)
        apart = _apart(mine, other)
        if not apart <= most * size:
            return epoch, apart, size
    return None


def _explains(right: list[TapeColumns], quantity: str, apart: float, least: float) -> bool:
    """True where the solution's own value parts too, and about as far."""
    own = _apart(*(columns.row(quantity, 0) for columns in right))
    return own > least / MORE and (apart <= MORE * own or not isfinite(own))


def _apart(mine: torch.Tensor | None, other: torch.Tensor | None) -> float:
    """How far apart these are; infinitely where one has no number and the other has."""
    if mine is None or other is None or mine.shape != other.shape:
        return 0.0
    off = (mine.double() - other.double()).abs()
    off[(mine == other) | (torch.isnan(mine) & torch.isnan(other))] = 0.0
    return float(off.nan_to_num(nan=torch.inf, posinf=torch.inf).max()) if off.numel() else 0.0
