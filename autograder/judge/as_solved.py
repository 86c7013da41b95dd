"""Tapes of a student and of the solution → are they the same, but for roundoff?

What such tapes earn is what the solution's own earn: no check need look at them again. Only in the shadow does this follow:
natively a path may lie beside the right one and every step of it be wrong.
"""

from __future__ import annotations

import torch

from autograder.judge.loop_path import apart, flat, sizes_so_far
from autograder.judge.probe_tapes import ProbeTapes
from autograder.model import Column, Ending, Tape, Value
from autograder.recorder.describe import tensor
from autograder.recorder.turns import UNNAMED

ROUNDOFF = 64 * 2.0**-53
"""Right formulas were measured up to 34 units apart; the floor of every tolerance lies seven decades above."""

Pair = tuple[Tape | None, Tape | None]


def is_as_solved(mine: Pair, right: Pair) -> bool:
    """True where a check sees the solution's own values, to roundoff."""
    if mine == right:
        return True
    (native, shadow), (own_native, own_shadow) = mine, right
    if native is None or shadow is None or own_native is None or own_shadow is None:
        return False
    return (
        _end_alike(native, own_native)
        and _end_alike(shadow, own_shadow)
        and _values_alike(native, own_native, numbers=False)
        and _columns_alike(native, own_native, numbers=False)
        and _values_alike(shadow, own_shadow, numbers=True)
        and _columns_alike(shadow, own_shadow, numbers=True)
        and ProbeTapes(*mine).applies
    )


def _end_alike(mine: Tape, right: Tape) -> bool:
    ends = [(one.ending, one.epochs, one.changed, one.pure, len(one.loops)) for one in (mine, right)]
    return ends[0] == ends[1] and mine.ending is Ending.FINISHED and not mine.loops


def _values_alike(mine: Tape, right: Tape, *, numbers: bool) -> bool:
    seen = [{name: value for name, value in one.seen.items() if name != "loop.graph"} for one in (mine, right)]
    if [*seen[0]] != [*seen[1]] or not _alike(mine.returned, right.returned, numbers=numbers):
        return False
    return all(_alike(value, seen[1][name], numbers=numbers) for name, value in seen[0].items())


def _columns_alike(mine: Tape, right: Tape, *, numbers: bool) -> bool:
    """The same columns; candidates for yhat stand behind the one that was read."""
    both = [
        [one for one in tape.columns if not one.quantity.startswith(("candidate.", f"{UNNAMED}."))]
        for tape in (mine, right)
    ]
    forms = [[(one.quantity, one.epochs, *_form(one.value)) for one in columns] for columns in both]
    return forms[0] == forms[1] and (not numbers or all(map(_rows_alike, *both)))


def _rows_alike(mine: Column, right: Column) -> bool:
    if mine.value.data == right.value.data:
        return True
    if mine.value.dtype != "float64":
        return False
    got, own = (flat(tensor(one.value)) for one in (mine, right))
    return bool((apart(got, own, sizes_so_far(own)) <= ROUNDOFF).all()) and bool(torch.isfinite(own).all())


def _alike(mine: Value | None, right: Value | None, *, numbers: bool) -> bool:
    """The same in form, every number of it on its own scale."""
    if mine is None or right is None or _form(mine) != _form(right):
        return mine is right
    if mine.dtype.startswith("float"):
        return not numbers or mine.data == right.data or _numbers_alike(mine, right)
    if mine.data != right.data or mine.text != right.text:
        return False
    return all(_alike(a, b, numbers=numbers) for a, b in zip(mine.items, right.items, strict=True))


def _numbers_alike(mine: Value, right: Value) -> bool:
    got, own = (tensor(one).double() for one in (mine, right))
    return bool(((got - own).abs() <= ROUNDOFF * own.abs()).all())


def _form(value: Value) -> tuple[object, ...]:
    return value.type, value.dtype, value.shape, value.graph, value.names, len(value.items)
