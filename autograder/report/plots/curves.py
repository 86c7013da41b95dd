"""The loops of a call → the losses of all of them in one picture.

No torch, no drawing. The student's and the solution's. Loops follow one another, as phases do, or take turns, as the two networks of a GAN.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autograder.report.plots.numbers import Array, numbers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Column, Difference, RecordedLoop, Tape

MOST_LOOPS = 6


@dataclass(frozen=True)
class Curve:
    """The losses (T,) of one loop, at these updates (T,) of the call, counted from 1."""

    name: str
    updates: Array
    losses: Array


@dataclass(frozen=True)
class Curves:
    """Every loop of a call: the student's, and the solution's where it is at hand.

    `first_wrong`: epoch and place among the curves of the student's, where one loop is known to go wrong there.
    """

    exercise: str
    own: tuple[Curve, ...]
    right: tuple[Curve, ...] = ()
    first_wrong: tuple[int, int] | None = None


def curves(tape: Tape, right: Tape | None = None, *, difference: Difference | None = None) -> Curves | None:
    """The picture of one probe's loops; None where no loss of the student's was seen."""
    own = curves_of(tape)
    if not own:
        return None
    theirs = curves_of(right) if right else ()
    return Curves(tape.probe.partition("/")[0], own, theirs, _first_wrong(own, difference))


def curves_of(tape: Tape) -> tuple[Curve, ...]:
    """The losses of each loop, in the order they began."""
    if not tape.loops:
        turns, losses = _losses(tape.columns)
        return (Curve("", turns + 1, losses),) if len(losses) > 1 else ()
    names = names_of(tape.loops)
    found: list[Curve] = []
    for name, loop in zip(names, tape.loops, strict=True):
        turns, losses = _losses(loop.columns or tape.columns)
        ticks = np.asarray(loop.ticks, dtype=np.float64)
        known = turns < len(ticks)
        updates = ticks[turns[known].astype(int)] + 1
        found += [Curve(name, updates, losses[known])] if known.any() else []
    return tuple(found[:MOST_LOOPS])


def names_of(loops: Sequence[RecordedLoop]) -> list[str]:
    """Call the loops by what tells them apart.

    Their networks (`D`), their optimisers (`adam`), or their order.
    """
    networks = [_network(loop) for loop in loops]
    optimizers = [loop.optimizer.lower() for loop in loops]
    names = next((found for found in (networks, optimizers) if all(found) and len(set(found)) > 1), [""] * len(loops))
    counts, met = Counter(names), Counter[str]()
    numbered = []
    for name in names:
        met[name] += 1
        numbered.append(f"{name} {met[name]}".strip() if counts[name] > 1 else name)
    return numbered


def _network(loop: RecordedLoop) -> str:
    heads = Counter(name.partition(".")[0] for name in loop.names if "." in name)
    head = heads.most_common(1)[0][0] if heads else ""
    return "" if head.isdigit() else head


def _losses(columns: Sequence[Column]) -> tuple[Array, Array]:
    """Turns (T,), counted from 0, and the loss in each."""
    turns: list[Array] = [np.empty(0)]
    losses: list[Array] = [np.empty(0)]
    for column in columns:
        if column.quantity == "loss" and column.value.dtype and column.value.data:
            turns.append(np.asarray(column.epochs, dtype=np.float64))
            losses.append(numbers_of(column.value).reshape(len(column.epochs), -1)[:, 0])
    return np.concatenate(turns), np.concatenate(losses)


def _first_wrong(own: Sequence[Curve], difference: Difference | None) -> tuple[int, int] | None:
    """The epoch and the curve, where an epoch of that loop is one update."""
    if difference is None or difference.epoch is None or difference.batch is not None:
        return None
    named = [place for place, curve in enumerate(own) if curve.name == difference.loop]
    place = 0 if len(own) == 1 else named[0] if named else None
    if place is None or not 0 <= difference.epoch < len(own[place].losses):
        return None
    return difference.epoch, place
