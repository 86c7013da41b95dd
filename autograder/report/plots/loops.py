"""A loop's tapes, the student's and the solution's → a picture's data.

No torch, no drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from autograder.model import Value
from autograder.report.plots.landscape import Landscape, Window, landscape, window
from autograder.report.plots.numbers import Array, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from autograder.model import Tape

ZOOMS = (1.0, 2.0, 4.0)
# Where w0 and w1 stand: in one parameter, whatever it is called where it is alone, or in two, the constant term first.
_SINGLE = ("What", "w", "weight")
_PAIRS = (("bias", "weight"), ("b", "w"), ("w0", "w1"))


@dataclass(frozen=True)
class Picture:
    """A loop to draw. Epochs count from 0.

    Paths are (T+1, 2): before every epoch and after the last; losses are (T,).
    """

    exercise: str
    path: Array
    right_path: Array
    losses: Array
    right_losses: Array
    first_wrong: int | None = None
    shown: Window = field(default_factory=lambda: Window((0.0, 1.0), (0.0, 1.0)))
    contours: Landscape | None = field(default=None, repr=False)


def picture(
    tape: Tape, right_tape: Tape, inputs: Mapping[str, object], *, first_wrong: int | None = None
) -> Picture | None:
    """The picture of one probe, or None where there is no path of two numbers to draw."""
    path, right_path = path_of(tape), path_of(right_tape)
    if path is None or right_path is None:
        return None
    right_losses, shown = losses_of(right_tape), _shown(path, right_path)
    arrays = {name: numbers_of(value) for name, value in inputs.items() if isinstance(value, Value) and value.dtype}
    return Picture(
        exercise=right_tape.probe.partition("/")[0],
        path=path,
        right_path=right_path,
        losses=losses_of(tape),
        right_losses=right_losses,
        first_wrong=first_wrong,
        shown=shown,
        contours=landscape(arrays, right_path, right_losses, shown=shown),
    )


def losses_of(tape: Tape) -> Array:
    """(T,): the loss of every epoch."""
    stacked = _stacked(tape, "loss")
    return stacked.reshape(len(stacked), -1)[:, 0] if stacked is not None and stacked.size else np.empty(0)


def path_of(tape: Tape) -> Array | None:
    """(w0, w1) before every epoch and after the last."""
    before, after = _pair(tape, "before"), _pair(tape, "after")
    if before is None or not len(before):
        return after
    return before if after is None else np.concatenate([before, after[-1:]])


def _shown(path: Array, right_path: Array) -> Window:
    """The usual window, or one of two wider ones where the student's path leaves it."""
    for zoom in ZOOMS[:-1]:
        shown = window(right_path, zoom)
        low, high = np.array([shown.w0, shown.w1]).T
        if ((path >= low) & (path <= high)).all():
            return shown
    return window(right_path, ZOOMS[-1])


def _pair(tape: Tape, moment: str) -> Array | None:
    for first, second in _PAIRS:
        halves = _flat(tape, f"{moment}.{first}"), _flat(tape, f"{moment}.{second}")
        if all(half is not None and half.shape[1] == 1 for half in halves):
            return _side_by_side([half for half in halves if half is not None])
    called = dict.fromkeys(column.quantity for column in tape.columns if column.quantity.startswith(f"{moment}."))
    only = [name.partition(".")[2] for name in called] if len(called) == 1 else []
    for name in (*_SINGLE, *only):
        both = _flat(tape, f"{moment}.{name}")
        if both is not None and both.shape[1] == 2:  # noqa: PLR2004 - a plane
            return both
    return None


def _side_by_side(halves: list[Array]) -> Array:
    length = min(len(half) for half in halves)
    return np.concatenate([half[:length] for half in halves], axis=1)


def _flat(tape: Tape, quantity: str) -> Array | None:
    stacked = _stacked(tape, quantity)
    return None if stacked is None else stacked.reshape(len(stacked), -1)


def _stacked(tape: Tape, quantity: str) -> Array | None:
    """All epochs of a quantity along the first axis, as far as its first shape goes."""
    columns = [column.value for column in tape.columns if column.quantity == quantity and column.value.dtype]
    same = list(_while_same(columns))
    return np.concatenate([numbers_of(value) for value in same]) if same else None


def _while_same(values: Iterable[Value]) -> Iterable[Value]:
    shape: tuple[int, ...] | None = None
    for value in values:
        shape = value.shape[1:] if shape is None else shape
        if value.shape[1:] != shape:
            return
        yield value
