"""The loops of a call that were watched → their paths in few numbers.

Used beside student code only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.student.paths import LATER, SHOWN, LoopPath, Row

if TYPE_CHECKING:
    import torch

    from autograder.recorder.watch import Loop

FIRST = 30
"""Epochs that are all kept; of a longer loop then every so-manieth."""


def path_of_call(loop: Loop, every: Sequence[Loop], epochs: int = 0) -> LoopPath:
    """Keep the path of a call's longest loop, and those of its others."""
    several = [one for one in every if one.epochs]
    whole = path_of(loop, epochs)
    if len(several) <= 1:
        return whole
    labels = _labels(several)
    paths = [_as_one_of(one, path_of(one, epochs), label) for one, label in zip(several, labels, strict=True)]
    own = next(path for one, path in zip(several, paths, strict=True) if one is loop)
    return replace(own, others=tuple(path for path in paths if path is not own))


def _as_one_of(loop: Loop, path: LoopPath, label: str) -> LoopPath:
    """The path of one of several loops: what is another's does not count here."""
    rows = {f"before.{place}": {0: row} for place, row in start_of(loop).items()}
    moves = _moved(loop)
    last = loop.epochs - 1
    stride = (loop.ticks[last] - loop.ticks[0]) / last if last else 1.0
    return replace(path, rows={**path.rows, **rows}, label=label, moves=moves, began=loop.ticks[0], stride=stride)


def _moved(loop: Loop) -> tuple[int, ...]:
    """The places of a loop's own parameters: its optimisers hold them, or they move.

    What another optimiser does before the loop goes on is not its own; a gradient of 0 moves nothing.
    """
    stepped = {leaf for _, leaves in loop.stepped for leaf in leaves}
    held = tuple(place for place, leaf in enumerate(loop.leaves) if id(leaf) in stepped)
    return held or tuple(place for place, name in enumerate(loop.names) if _is_moved(loop, name))


def _is_moved(loop: Loop, name: str, before_turn: int | None = None) -> bool:
    before, after = loop.rows(f"before.{name}"), loop.rows(f"after.{name}")
    turns = [turn for turn in after if turn in before and (before_turn is None or turn < before_turn)]
    return any(before[turn].shape != after[turn].shape or bool((before[turn] != after[turn]).any()) for turn in turns)


def _begins_anew(loop: Loop) -> bool:
    """True of a loop of new tensors each turn, none of which goes on from the last.

    What a name holds after a turn is seen when the next one begins: the same start again.
    """
    last = loop.epochs - 1
    return loop.reborn and last > 0 and not any(_is_moved(loop, name, last) for name in loop.names)


def _labels(several: Sequence[Loop]) -> list[str]:
    """The net that each loop moves, or its optimiser; "" where neither tells."""
    nets = [{loop.names[place].partition(".")[0] for place in _moved(loop)} for loop in several]
    holders = [name if len(one) == 1 and (name := next(iter(one))).isidentifier() else "" for one in nets]
    for found in (holders, [loop.optimizer for loop in several]):
        if len({*found}) == len(found) and all(found):
            return found
    return ["" for _ in several]


def path_of(loop: Loop, epochs: int = 0) -> LoopPath:
    """Keep a few numbers of every quantity of a loop of so many epochs."""
    wanted = {"yhat": "yhat", "loss": "loss"}
    for place, name in enumerate(loop.names):
        wanted |= {f"{quantity}.{name}": f"{quantity}.{place}" for quantity in ("carried", "gradient", "after")}
    rows: dict[str, Mapping[int, Row]] = {}
    shapes: dict[str, tuple[int, ...]] = {}
    for quantity, kept in wanted.items():
        values = {epoch: value for epoch, value in loop.rows(quantity).items() if _is_kept(epoch, loop.epochs)}
        if values:
            shapes[kept] = tuple(next(iter(values.values())).shape)
            rows[kept] = {epoch: _row(value) for epoch, value in values.items()}
    batches = loop.epochs // epochs if epochs > 0 and loop.epochs and not loop.epochs % epochs else 1
    return LoopPath(loop.epochs, tuple(loop.names), rows, shapes, batches, anew=_begins_anew(loop))


def start_of(loop: Loop) -> dict[str, Row]:
    """The parameters before the first update, by their place."""
    rows = {str(place): loop.rows(f"before.{name}") for place, name in enumerate(loop.names)}
    return {place: _row(values[0]) for place, values in rows.items() if 0 in values}


def _is_kept(epoch: int, epochs: int) -> bool:
    return epoch < FIRST or epoch % max(1, epochs // LATER) == 0


def _row(value: torch.Tensor) -> Row:
    numbers = value.detach().double().reshape(-1)
    shown = numbers[:SHOWN].tolist()
    if len(numbers) > SHOWN:
        shown.append(float(numbers.mean()))
    return tuple(float(f"{one:.7g}") if math.isfinite(one) else None for one in shown)
