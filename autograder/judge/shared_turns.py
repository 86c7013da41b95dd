"""Turns in which several losses go back ↔ the loops that the solution has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.judge.loops import every_loop, is_at_once, loops_of, moved_in
from autograder.judge.tape_columns import TapeColumns, parted
from autograder.model import Column, Tape
from autograder.recorder.describe import describe, tensor

_OF_A_PARAMETER = {"before", "after", "slope", "gradient", "carried"}


def added(tape: Tape, right: Tape) -> Tape:
    """Loops whose backwards come one after another, with no update between, as one.

    Only where the solution has one that moves what they move.
    """
    several, rights = every_loop(tape), loops_of(right)
    if len(several) == 1:
        return tape
    if len(rights) == 1:
        return replace(_as_one(several), loops=()) if is_at_once(several) else tape
    for wanted in ({*moved_in(one)} for one in rights):
        moved = [{*moved_in(one)} for one in several]
        group = [one for one, own in zip(several, moved, strict=True) if own and own <= wanted]
        if len(group) > 1 and set().union(*map(moved_in, group)) == wanted and is_at_once(group):
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
    """One loop as the solution's several, each with the parameters it moves there.

    Empty where it moves others, or two of the solution's move the same. The loss is the loss of all still: see `with_losses`.
    """
    moved = [{*moved_in(one)} for one in loops_of(right)]
    every = set().union(*moved)
    if (
        tape.loops
        or len(moved) == 1
        or not all(moved)
        or sum(map(len, moved)) > len(every)
        or not every >= {*moved_in(tape)}
    ):
        return ()
    return tuple(replace(tape, columns=tuple(_of(tape, names))) for names in moved)


def begun_at_once(part: Tape, tape: Tape) -> Tape:
    """A part that finds all parameters as the turn did, none of them moved by then."""
    own = {column.quantity for column in part.columns}
    starts = (one for one in tape.columns if parted(one.quantity)[0] == "before" and one.quantity not in own)
    return replace(part, columns=(*part.columns, *starts))


def _of(tape: Tape, names: set[str]) -> Iterator[Column]:
    for column in tape.columns:
        kind, name = parted(column.quantity)
        if name in names or kind.removeprefix("sample.") not in _OF_A_PARAMETER:
            yield column
