"""A student's path → where yhat, as far as it is kept, is right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from autograder.judge.loop_path import Path, apart, flat, shaped
from autograder.judge.wrong_step import difference_at

if TYPE_CHECKING:
    from autograder.judge.batched_loop import BatchedLoop
    from autograder.model import Difference


@dataclass(frozen=True, slots=True)
class ShownYhat:
    """Kept values of yhat beside the solution's at the student's own parameters."""

    epochs: tuple[int, ...]
    off: torch.Tensor  # how many sizes apart, in these epochs
    most: float
    got: torch.Tensor
    expected: torch.Tensor

    def where(self, count: int, *, right: bool) -> torch.Tensor:
        """True in epochs, of so many, in which a kept yhat is right, or wrong."""
        found = torch.zeros(count, dtype=torch.bool)
        found[list(self.epochs)] = (self.off <= self.most) == right
        return found

    def difference(self, epoch: int) -> Difference | None:
        """The number furthest off in an epoch; None where it is not kept, or right."""
        place = self.epochs.index(epoch) if epoch in self.epochs else None
        if place is None or not bool(self.off[place] > self.most):
            return None
        shape = (self.got.shape[1],)
        return difference_at("yhat", epoch, self.got[place], self.expected[place], shape)


def shown_yhat(mine: Path, loop: BatchedLoop, count: int, most: float) -> ShownYhat | None:
    """The values that stand for yhat: the right ones, if any is right at first.

    None where none of the caller's values has a number for each of the solution's.
    """
    named = [found for found in (_shown(mine, quantity, loop, count, most) for quantity in _quantities(mine)) if found]
    right = (one for one in named if bool(one.off[0] <= most))
    return next(right, named[0] if named else None)


def _quantities(mine: Path) -> Iterator[str]:
    yield "yhat"
    yield from mine.candidates


def _shown(mine: Path, quantity: str, loop: BatchedLoop, count: int, most: float) -> ShownYhat | None:
    for numbers in mine.sizes(quantity):
        epochs, rows = mine.kept(quantity, numbers)
        asked = [place for place, epoch in enumerate(epochs) if epoch < count]
        kept = tuple(epochs[place] for place in asked)
        before = {name: values[list(kept)] for name, values in mine.before.items()}
        found = loop.at(shaped(before, mine.shapes), yhat=True) if asked else None
        if found is not None and found.yhat is not None and flat(found.yhat).shape == rows[asked].shape:
            right = flat(found.yhat)
            off = apart(rows[asked], right, torch.zeros(len(asked), dtype=torch.float64)).amax(1)
            return ShownYhat(kept, off, most, rows[asked], right)
    return None
