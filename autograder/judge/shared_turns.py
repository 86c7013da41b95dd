"""Turns in which several losses go back ↔ the loops that the solution has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import torch

from autograder.judge.as_solved import ROUNDOFF
from autograder.judge.loops import loops_of, moved_in
from autograder.judge.right_path import RightPath
from autograder.judge.tape_columns import TapeColumns, parted
from autograder.model import Column, Tape
from autograder.recorder.describe import describe, tensor

_OF_A_PARAMETER = {"before", "after", "slope", "gradient", "carried"}

_CLOSE = 1e-4

Losses = Mapping[int, torch.Tensor]
"""By turn."""


def added(tape: Tape, right: Tape) -> Tape:
    """Loops whose backwards come one after another, with no update between, as one.

    Only where the solution has one that moves what they move.
    """
    several, rights = loops_of(tape), loops_of(right)
    if len(several) == 1:
        return tape
    if len(rights) == 1:
        return replace(_as_one(several), loops=()) if _is_at_once(several) else tape
    for wanted in ({*moved_in(one)} for one in rights):
        moved = [{*moved_in(one)} for one in several]
        group = [one for one, own in zip(several, moved, strict=True) if own and own <= wanted]
        if len(group) > 1 and set().union(*map(moved_in, group)) == wanted and _is_at_once(group):
            one = _as_one(group)
            merged = replace(one, loops=(replace(one.loops[0], columns=one.columns),))
            several = tuple(merged if each is group[0] else each for each in several if each not in group[1:])
    loops = tuple(replace(one.loops[0], columns=one.columns) for one in several)
    return tape if len(loops) == len(tape.loops) else replace(tape, loops=loops)


def _as_one(several: Sequence[Tape]) -> Tape:
    """One loop of several: losses as sums, gradients as the last backward left them."""
    whole = max(several, key=lambda one: len(TapeColumns(one).names))
    first = min(several, key=lambda one: one.loops[0].ticks)
    stood = {f"carried.{name}" for name in TapeColumns(first).names}
    columns = [
        _sum(one, [each for each in several if each is not whole]) for one in whole.columns if one.quantity not in stood
    ]
    columns += [one for one in first.columns if one.quantity in stood]
    return replace(whole, columns=tuple(columns))


def _is_at_once(several: Sequence[Tape]) -> bool:
    """True where each finds in every turn the parameters that the others find."""
    if len({one.epochs for one in several}) > 1:
        return False
    ticks = zip(*(one.loops[0].ticks for one in several), strict=True)
    if any(max(turn) - min(turn) >= len(several) for turn in ticks):
        return False
    columns = sorted(map(TapeColumns, several), key=lambda one: len(one.names))
    pairs = [[of.values(f"before.{name}") for of in (one, columns[-1])] for one in columns for name in one.names]
    return all(len(mine) == len(theirs) == 1 and torch.equal(mine[0], theirs[0]) for mine, theirs in pairs)


def _sum(column: Column, others: Sequence[Tape]) -> Column:
    """The column, and where losses add up the sum with those of the others."""
    if column.quantity != "loss" and parted(column.quantity)[0] != "slope":
        return column
    more = [one for tape in others for one in tape.columns if one.quantity == column.quantity]
    rows = tensor(column.value)
    alike = [one for one in more if one.epochs == column.epochs and one.value.shape == column.value.shape]
    total = sum((tensor(one.value) for one in alike), rows)
    return replace(column, value=replace(describe(total), graph=column.value.graph))


def split(tape: Tape, right: Tape) -> tuple[Tape, ...]:
    """One loop as the solution's several, each with the parameters it moves.

    Empty where it moves others, or two of the solution's move the same. The loss is the loss of all still: see `with_losses`.
    """
    moved = [{*moved_in(one)} for one in loops_of(right)]
    every = set().union(*moved)
    if (
        tape.loops
        or len(moved) == 1
        or not all(moved)
        or sum(map(len, moved)) > len(every)
        or every != {*moved_in(tape)}
    ):
        return ()
    return tuple(replace(tape, columns=tuple(_of(tape, names))) for names in moved)


def _of(tape: Tape, names: set[str]) -> Iterator[Column]:
    for column in tape.columns:
        kind, name = parted(column.quantity)
        if name in names or kind.removeprefix("sample.") not in _OF_A_PARAMETER:
            yield column


def with_losses(parts: Sequence[Tape], paths: Sequence[RightPath | None]) -> tuple[Tape, ...]:
    """Such parts, each with its own part of the loss.

    That is the solution's from the same parameters, and in those with another gradient all by which the sum of these is off.
    Empty where none begins with the solution's gradient: then it is another loop altogether.
    """
    losses = [path.losses if path else {} for path in paths]
    slopes = [_other_slopes(*pair) for pair in zip(parts, paths, strict=True)]
    if all(0 in each for each in slopes):
        return ()
    return tuple(replace(part, columns=tuple(_own_loss(part, at, losses, slopes))) for at, part in enumerate(parts))


def _other_slopes(part: Tape, path: RightPath | None) -> set[int]:
    """The turns in which these parameters get another gradient than the solution's.

    A turn of which it was not written down is as the turn before.
    """
    columns = TapeColumns(part)
    found: set[int] = set()
    for turn in range(min(part.epochs, len(path) if path else 0)):
        mine, right = columns.by_parameter("slope", turn), path.slopes(turn) if path else {}
        pairs = [(mine[name].double(), right[name].double()) for name in {*mine} & {*right}]
        if any(not torch.allclose(*pair, _CLOSE, _CLOSE) for pair in pairs) or (not pairs and turn - 1 in found):
            found.add(turn)
    return found


def _own_loss(part: Tape, at: int, losses: Sequence[Losses], slopes: Sequence[set[int]]) -> Iterator[Column]:
    for column in part.columns:
        if column.quantity != "loss":
            yield column
            continue
        rows = tensor(column.value).clone()
        for place, turn in enumerate(column.epochs):
            if all(turn in each for each in losses):
                every = [one[turn].to(rows.dtype).reshape(rows[place].shape) for one in losses]
                off, size = rows[place] - sum(every), sum(one.abs() for one in every)
                unit = ROUNDOFF / torch.finfo(torch.float64).eps * torch.finfo(rows.dtype).eps
                others = any(turn in each for each in slopes) and turn not in slopes[at]
                is_right = others or bool((off.abs() <= unit * size).all())
                rows[place] = every[at] + (0 if is_right else off)
        yield replace(column, value=replace(describe(rows), graph=column.value.graph))
