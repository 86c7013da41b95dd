"""Losses that are right but for the order of mini-batches → that order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import torch

from autograder.judge.alignment import MOST_ALIGNED
from autograder.judge.comparison import agree
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Measure, Pattern, Probe, Tape

if TYPE_CHECKING:
    from autograder.judge.program import Program

MOST_BATCHES = 12
"""Of an epoch: each is asked for all of them, from the student's own parameters."""

Ask = Callable[[Sequence[int]], list[torch.Tensor | None]]
"""The solution's losses in its first turns, each from where this turn of the student's began."""


def batch_order(mine: Tape, solution: Program, probe: Probe, batches: int) -> Pattern | None:
    """The batches that the losses of every epoch are of, where they are not its own."""
    columns = TapeColumns(mine)
    if not 1 < batches <= MOST_BATCHES or mine.epochs % batches or mine.epochs > MOST_ALIGNED or mine.loops:
        return None
    states, gradients = (
        [columns.by_parameter(kind, turn) for turn in range(mine.epochs)] for kind in ("before", "gradient")
    )
    losses = [columns.row("loss", turn) for turn in range(mine.epochs)]
    if not all(states) or not all(gradients):
        return None

    def ask(turns: Sequence[int]) -> list[torch.Tensor | None]:
        runner = solution.runner(shadow=mine.shadow)
        begun, found = ([rows[turn] for turn in turns] for rows in (states, gradients))
        own = TapeColumns(runner.follow(probe, begun, found, parts=1))
        return [own.row("loss", place) for place in range(len(turns))]

    order = [_place(losses[turn], ask([turn] * batches)) for turn in range(batches)]
    if None in order or order == [*range(batches)] or not _is_kept(order, losses, ask):
        return None
    return Pattern(
        Measure.REORDERED,
        "loss",
        0,
        count=mine.epochs // batches,
        number=", ".join(str(place + 1) for place in order if place is not None),
    )


def _place(loss: torch.Tensor | None, losses: Sequence[torch.Tensor | None]) -> int | None:
    return next((place for place, one in enumerate(losses) if agree(loss, one)), None)


def _is_kept(order: Sequence[int | None], losses: Sequence[torch.Tensor | None], ask: Ask) -> bool:
    """True where the losses of every epoch are of these batches."""
    batches = len(order)
    waiting = {*range(len(losses))}
    while waiting:  # a batch that an epoch has twice is asked for twice
        turns: dict[int, int] = {}
        for turn in sorted(waiting):
            turns.setdefault(turn - turn % batches + (order[turn % batches] or 0), turn)
        rights = ask([turns.get(place, place) for place in range(len(losses))])
        if not all(agree(losses[turn], rights[place]) for place, turn in turns.items()):
            return False
        waiting -= {*turns.values()}
    return True
