"""A student's rows and the right ones → a wrong step, measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf, isfinite

import torch

from autograder.judge.comparison import Precision, told_apart
from autograder.judge.loop_path import Rows, index_of
from autograder.judge.measure import pattern
from autograder.judge.tolerances import SINGLE_UNITS
from autograder.model import Difference, Kind

PATH_UNITS = 64.0
"""Natively: so far apart may right paths go in 6000 epochs; loss and gradient then differ by as much, which is less than theirs."""


ROUNDINGS = 4.0
"""A step rounds its product and its sum, and its length is read from two rounded places."""


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A step that goes wrong: where first, and in which of the judged epochs."""

    difference: Difference
    epochs: tuple[int, ...]
    apart: float = inf  # the tolerance at which it would pass, in roundoffs


def near(*, shadow: bool) -> float:
    """How far apart two paths may be that are the same."""
    return Precision.SINGLE.value * (SINGLE_UNITS if shadow else PATH_UNITS)


def wrong_step(
    quantity: str,
    wrong: torch.Tensor,
    got: Rows,
    right: Rows,
    shapes: Mapping[str, tuple[int, ...]],
    *,
    parts: tuple[Rows, Rows] | None = None,
    of: str = "",
) -> WrongStep | None:
    """The wrong step of these epochs, measured by what the step itself has made.

    `of` another quantity that is not kept there: no more is told than its consequence.
    """
    epochs = tuple(torch.nonzero(wrong).reshape(-1).tolist())
    if not epochs:
        return None
    first = epochs[0]
    roundings = {name: _rounding(rows) for name, rows in got.items()} if parts else None
    own = parts or (got, right)
    measured = pattern(of, wrong, None, None) if of else pattern(quantity, wrong, *own, shapes, roundings=roundings)
    off = {name: (got[name][first] - right[name][first]).abs().nan_to_num(nan=torch.inf) for name in right}
    name = max(off, key=lambda one: float(off[one].max() / right[one][first].abs().max().clamp(min=1e-300)))
    label, shape = f"{quantity}.{name}".rstrip("."), shapes.get(name, ())
    seen = difference_at(label, first, got[name][first], right[name][first], shape)
    return WrongStep(replace(seen, pattern=measured), epochs)


def _rounding(rows: torch.Tensor) -> torch.Tensor:
    """How far these may be off by rounding in the precision that they are in."""
    is_single = bool((rows.float().double() == rows).all())
    precision = Precision.SINGLE if is_single else Precision.DOUBLE
    return ROUNDINGS * precision.value * rows.abs()


def difference_at(
    quantity: str, epoch: int, got: torch.Tensor, right: torch.Tensor, shape: tuple[int, ...]
) -> Difference:
    """The number that is furthest from the right one."""
    place = int((got - right).abs().nan_to_num(nan=torch.inf).argmax())
    mine, theirs = float(got[place]), float(right[place])
    kind = Kind.VALUE if isfinite(mine) else Kind.NOT_FINITE
    return Difference(kind, quantity, epoch, index_of(place, shape), *told_apart(mine, theirs))
