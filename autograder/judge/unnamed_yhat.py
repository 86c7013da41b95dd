"""A tape whose code never names its yhat → the yhat that its loss was made from.

A loss that goes wrong besides, by a penalty or by labels of its own, then costs the loss alone. Where the loss is right,
or no right yhat is seen on the graph, what follows decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import torch

from autograder.judge.comparison import Comparison, agree, difference
from autograder.judge.tape_columns import TapeColumns
from autograder.model import Column, Tape
from autograder.recorder.describe import describe_rows
from autograder.recorder.turns import UNNAMED

Replay = Callable[[Mapping[str, torch.Tensor]], Tape]
"""The solution's first epoch, from parameters of the student's."""
BOTH = 2
"""Turns that tell data from what moves with the parameters."""


@dataclass(frozen=True, slots=True)
class UnnamedYhat:
    """The yhat of a tape's first turns, and whether the loss made from it is wrong."""

    yhat: Column
    is_loss_off: bool


def unnamed_yhat(tape: Tape, inputs: Sequence[torch.Tensor], replay: Replay) -> UnnamedYhat | None:
    """The yhat that a tape shows without a name; `inputs` are what the probe gives."""
    columns = TapeColumns(tape)
    values = [quantity for quantity in columns.quantities if quantity.startswith(f"{UNNAMED}.")]
    if not values or tape.loops or "yhat" in columns.quantities or "loss" not in columns.quantities:
        return None
    right = [TapeColumns(replay(columns.by_parameter("before", turn))) for turn in range(min(tape.epochs, BOTH))]
    yhats, own, loss = [one.row("yhat", 0) for one in right], columns.row("loss", 0), right[0].row("loss", 0)
    shown = [yhat for yhat in yhats if yhat is not None]
    if own is None or loss is None or len(shown) < len(right):
        return None
    found = _shown(columns, values, shown, inputs)
    is_off = difference(own, loss, Comparison(shadow=tape.shadow)) is not None
    return UnnamedYhat(found, is_off) if found else None


def with_unnamed_yhat(tapes: Sequence[Tape | None], found: Sequence[UnnamedYhat | None]) -> tuple[Tape | None, ...]:
    """The tapes of a probe with their yhat, where any shows the loss to be off."""
    if not any(one and one.is_loss_off for one in found):
        return tuple(tapes)
    pairs = zip(tapes, found, strict=True)
    return tuple(replace(tape, columns=(one.yhat, *tape.columns)) if tape and one else tape for tape, one in pairs)


def _shown(
    columns: TapeColumns, values: Iterable[str], yhats: Sequence[torch.Tensor], inputs: Sequence[torch.Tensor]
) -> Column | None:
    """Read yhat off the value nearest the loss: the right one, alone or beside data.

    What stands beside it must be the same in every turn. A yhat that is off by one number everywhere is none.
    """
    alike = (quantity for quantity in values if _numbers(columns, quantity) == yhats[0].numel())
    quantity = next(alike, None)
    if quantity is None:
        return None
    epochs = columns.epochs(quantity)
    found = [row for turn in epochs if (row := columns.row(quantity, turn)) is not None]
    if len({one.numel() for one in (*found, *yhats)}) > 1:
        return None  # mini-batches of several sizes
    rows = [row.reshape(yhats[0].shape) for row in found]
    curves = [torch.sigmoid(row) for row in rows]  # of a loss that is handed scores
    if all(map(agree, curves, yhats)):
        return Column("yhat", epochs, describe_rows(torch.stack(curves)))
    for sign in (1, -1):
        beside = [row - sign * yhat for row, yhat in zip(rows, yhats, strict=False)]
        steady = all(_is_same(one, beside[0], yhats[0]) for one in beside)
        if steady and _is_data(beside[0], yhats[0], inputs, several=len(beside) > 1):
            return Column("yhat", epochs, describe_rows(torch.stack([sign * (row - beside[0]) for row in rows])))
    return None


def _is_data(beside: torch.Tensor, yhat: torch.Tensor, inputs: Sequence[torch.Tensor], *, several: bool) -> bool:
    """True of nothing, of 1 (as in 1 - yhat), of an input, and of numbers that stay.

    No number added everywhere to one of these is data: it may be yhat's.
    """
    known = [*_known(beside, inputs)]
    if any(_is_same(beside, one, yhat) for one in known):
        return True
    return several and not any(_is_same(beside - one, (beside - one).mean().expand_as(beside), yhat) for one in known)


def _known(beside: torch.Tensor, inputs: Sequence[torch.Tensor]) -> Iterator[torch.Tensor]:
    yield torch.zeros_like(beside)
    yield torch.ones_like(beside)
    for one in inputs:
        if one.numel() == beside.numel():
            yield one.reshape(beside.shape).to(beside.dtype)
            yield -one.reshape(beside.shape).to(beside.dtype)


def _is_same(one: torch.Tensor, other: torch.Tensor, beside: torch.Tensor) -> bool:
    """True where these are the same, though digits were lost beside a larger value."""
    return agree(beside + one, beside + other)


def _numbers(columns: TapeColumns, quantity: str) -> int:
    row = columns.row(quantity, 0)
    return 0 if row is None else row.numel()
