"""A tape that did not finish → how it ended, as a Difference."""

from __future__ import annotations

import re

from autograder.judge.loops import every_loop
from autograder.model import GAP, Difference, Ending, Kind, Tape

_GAP = re.compile(r"\w+(\.\w+)?: ")
"""The words of a handout's gap begin with the function's name."""


_ENDINGS = {
    Ending.RAISED: Kind.RAISED,
    Ending.MISSING: Kind.MISSING,
    Ending.TIMED_OUT: Kind.TIMED_OUT,
    Ending.OUT_OF_MEMORY: Kind.OUT_OF_MEMORY,
    Ending.TAPE_FULL: Kind.TAPE_FULL,
    Ending.KILLED: Kind.KILLED,
}


def ended(tape: Tape, loops: int = 1) -> Difference:
    """How a tape ended, as a Difference; so many loops it should have."""
    kind = _ENDINGS[tape.ending]
    if tape.fault is None:
        return Difference(kind)
    if tape.fault.type == GAP and _is_gap(tape.fault.message):
        kind = Kind.NOT_STARTED
    note = f"{tape.fault.type}: {tape.fault.message}"
    return Difference(kind, epoch=_epoch_of_end(tape, loops), note=note, file=tape.fault.file, line=tape.fault.line)


def _epoch_of_end(tape: Tape, loops: int) -> int | None:
    """The epoch in which an error stopped the loops that turned last.

    The first that one of them has not done. Where a loop is yet to begin, only the first epoch of others tells.
    """
    several = every_loop(tape)
    if len(several) < loops and tape.epochs:
        return 0 if tape.epochs == 1 else None
    if len(several) == 1:
        return _epoch_of(tape)
    ticks = {at: one.loops[0].ticks for at, one in enumerate(several) if one.loops[0].ticks}
    last = max(ticks, key=lambda at: ticks[at][-1])
    beside = (_epoch_of(several[at]) for at, own in ticks.items() if own[-1] >= ticks[last][0])
    return min((epoch for epoch in beside if epoch is not None), default=None)


def _epoch_of(tape: Tape) -> int | None:
    """The epoch that a loop has not done.

    The last that was begun, unless its update was done. None before any.
    """
    last = tape.epochs - 1
    if last < 0:
        return None
    moved = _rows(tape, "before.", last) != _rows(tape, "after.", last)
    return tape.epochs if moved else last


def _rows(tape: Tape, quantity: str, epoch: int) -> list[tuple[str, bytes]]:
    """The bytes of one epoch, by parameter, of what was written down then."""
    found = []
    for column in tape.columns:
        if column.quantity.startswith(quantity) and epoch in column.epochs:
            size, at = len(column.value.data) // len(column.epochs), column.epochs.index(epoch)
            found.append((column.quantity.removeprefix(quantity), column.value.data[at * size : (at + 1) * size]))
    return found


def _is_gap(message: str) -> bool:
    """Tell the handout's own words, or none, from an error of a library's.

    Torch has no `^` for floats.
    """
    return not message or _GAP.match(message) is not None
